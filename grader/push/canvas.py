"""Canvas, through canvasapi: the course as it is, and one student's grade put there.

After the Canvas LMS REST API, version 1, as documented in 2026 (canvas.instructure.com/doc/api and
developerdocs.instructure.com/services/canvas): Users (list users in course), Assignments (get a
single assignment), Submissions (list assignment submissions; grade or comment on a submission),
Submission Comments (upload a file), File Uploads (three steps), Pagination, Throttling.

canvasapi follows the pages of a list and the three steps of an upload.  Throttling is ours: 429, or
403 with the words `Rate Limit Exceeded`; it is waited for.  Anything else is told.
"""

import os
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from ..errors import ConfigurationError
from ..exporters._rows import RowOwner
from .plan import Change, Enrolled

__all__ = ["CanvasAssignment", "PushError", "connect", "token_for"]

TOKEN, URL = "CANVAS_API_TOKEN", "CANVAS_API_URL"
#: Seconds before each new try of a request that was throttled.
WAITS = (1, 2, 4, 8, 16, 32)
LOCAL = ("localhost", "127.0.0.1", "::1")

T = TypeVar("T")


class PushError(Exception):
    """What Canvas, or the way to it, said of one request."""


class Facts(msgspec.Struct, frozen=True):
    """What is told of an assignment before anything is sent."""

    name: str
    points_possible: float | None
    post_manually: bool


def token_for(url: str) -> str:
    """The token of the environment, else of the keyring; it is neither kept nor shown.

    Raises ConfigurationError when there is none.
    """
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        try:
            import keyring

            token = keyring.get_password("course-grader", url) or ""
        except Exception:  # not installed, or no keyring that could be asked
            token = ""
    if not token:
        raise ConfigurationError(
            f"no token for {url}: set {TOKEN} to an access token of yours (Canvas: Account, "
            f"Settings, New Access Token), or keep it with `keyring set course-grader {url}`"
        )
    return token


def connect(url: str, token: str, course: int, assignment: int) -> "CanvasAssignment":
    """The assignment of a course.

    Raises ConfigurationError where canvasapi is not installed, the token would go over the network
    as plain text, or Canvas refuses.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise ConfigurationError(
            f"--url {url}: expected https://, as in https://canvas.example.edu: the token must "
            "not go over the network as plain text"
        )
    try:
        from canvasapi import Canvas
    except ImportError:
        raise ConfigurationError(
            "canvasapi is not installed: pip install 'course-grader[canvas]'"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of http, which is local here
        canvas = Canvas(f"{parts.scheme}://{parts.netloc}", token)
    found = CanvasAssignment(token)
    try:
        found.course = found.ask(lambda: canvas.get_course(course))
        found.assignment = found.ask(lambda: found.course.get_assignment(assignment))
    except PushError as error:
        raise ConfigurationError(
            f"{url}, course {course}, assignment {assignment}: {error}"
        ) from None
    return found


class CanvasAssignment:
    """One assignment; `sleep` waits some seconds."""

    course: Any
    assignment: Any

    def __init__(self, token: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self.token = token
        self.sleep = sleep
        self.submissions: dict[int, Any] = {}

    @property
    def facts(self) -> Facts:
        """Its name, its points, and whether grades are seen at once."""
        return Facts(
            str(getattr(self.assignment, "name", "")),
            getattr(self.assignment, "points_possible", None),
            bool(getattr(self.assignment, "post_manually", False)),
        )

    def students(self) -> list[Enrolled]:
        """Who is in the course now, with what is there.  Raises PushError."""
        self.submissions = {
            submission.user_id: submission
            for submission in self.ask(
                lambda: list(
                    self.assignment.get_submissions(include=["submission_comments"], per_page=100)
                )
            )
            if getattr(submission, "user_id", None) is not None  # anonymous grading has none
        }
        users = self.ask(
            lambda: list(
                self.course.get_users(
                    enrollment_type=["student"], enrollment_state=["active"],
                    include=["email"], per_page=100,
                )
            )
        )  # fmt: skip
        return [_enrolled(user, self.submissions[user.id]) for user in users
                if user.id in self.submissions]  # fmt: skip

    def send(self, change: Change) -> None:
        """The page, then grade and comment in one request: all of it is there, or nothing.

        Raises PushError.
        """
        submission = self.submissions[change.student.user]
        wanted: dict[str, dict[str, Any]] = {}
        if change.points is not None:
            wanted["submission"] = {"posted_grade": change.points}
        if change.comment is not None:
            wanted["comment"] = {"text_comment": change.comment}
        if change.page is not None:
            number = self._upload(submission, change.page_name, change.page)
            wanted["comment"]["file_ids"] = [number]
        self.ask(lambda: submission.edit(**wanted))

    def _upload(self, submission: Any, name: str, page: str) -> int:
        """The number of a file that may hang on a comment of this submission."""
        from canvasapi.upload import Uploader

        where = (
            f"courses/{submission.course_id}/assignments/{submission.assignment_id}"
            f"/submissions/{submission.user_id}/comments/files"
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_text(page, "utf-8")
            # `upload_comment` would write a comment of its own for the file
            uploader = Uploader(submission._requester, where, str(file), content_type="text/html")
            good, answer = self.ask(uploader.start)
        if not good or "id" not in answer:
            raise PushError(f"the page was not taken: {self._clean(answer)}")
        return int(answer["id"])

    def ask(self, request: Callable[[], T]) -> T:
        """A request's answer; while Canvas throttles us, it is asked again.  Raises PushError."""
        for wait in (*WAITS, None):
            try:
                return request()
            except Exception as error:
                if wait is None or not _throttled(error):
                    raise PushError(self._clean(_words(error))) from None
                self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _clean(self, said: object) -> str:
        """What was said, without the token, whoever repeats it."""
        return " ".join(str(said).replace(self.token, "…").split())[:300]


def _throttled(error: Exception) -> bool:
    return type(error).__name__ == "RateLimitExceeded" or "Rate Limit Exceeded" in str(error)


def _words(error: Exception) -> str:
    """What it means, where the class says more than the text."""
    words: Mapping[str, str] = {
        "InvalidAccessToken": "the token is not accepted: it may have expired; make a new one",
        "Unauthorized": "the token's owner may not do this",
        "Forbidden": "the token's owner may not do this",
        "ResourceDoesNotExist": "there is no such thing, or its owner may not see it",
        "ConnectionError": "no connection",
    }
    kind = type(error).__name__
    return words.get(kind) or f"{kind}: {error}"


def _enrolled(user: Any, submission: Any) -> Enrolled:
    def of(name: str) -> str:
        return str(getattr(user, name, None) or "")

    comments = list(getattr(submission, "submission_comments", None) or [])
    files = [f for comment in comments for f in comment.get("attachments") or []]
    return Enrolled(
        user=user.id,
        owner=RowOwner(
            line=user.id,
            unit="user",
            number=str(user.id),
            ids=(of("sis_user_id"), of("login_id"), of("integration_id")),
            email=of("email"),
            name=of("sortable_name") or of("name"),
        ),
        score=getattr(submission, "score", None),
        excused=bool(getattr(submission, "excused", False)),
        comments=tuple(str(comment.get("comment", "")) for comment in comments),
        files=tuple(str(file.get("display_name") or file.get("filename")) for file in files),
    )
