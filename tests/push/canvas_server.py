"""A Canvas of our own: the documented endpoints that a push uses, in a thread, on this machine.

Canvas LMS REST API: paging by Link headers that are opaque, throttling by 403 or 429, uploads in
three steps of which the second has no token, errors as JSON.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-token-1234567890"
COURSE, ASSIGNMENT = 7, 42
HERE = f"/api/v1/courses/{COURSE}"
SUBMISSIONS = f"{HERE}/assignments/{ASSIGNMENT}/submissions"


class CanvasServer(ThreadingHTTPServer):
    """What Canvas knows, what was asked, and what goes wrong the next times."""

    daemon_threads = True

    def __init__(self, page_size: int = 2) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.page_size = page_size
        self.users: list[dict[str, Any]] = []
        self.submissions: dict[int, dict[str, Any]] = {}
        self.uploads: dict[int, dict[str, Any]] = {}
        self.assignment: dict[str, Any] = {"id": ASSIGNMENT, "course_id": COURSE, "name": "Losses",
                                           "points_possible": 23.0}  # fmt: skip
        self.requests: list[str] = []
        #: Answers to come instead of what was asked: (method and beginning of path, status, text).
        self.faults: list[tuple[str, int, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def enrol(self, user: int, name: str, **more: Any) -> None:
        """A student with a submission that has no grade."""
        score = more.pop("score", None)
        excused = more.pop("excused", False)
        self.users.append({"id": user, "sortable_name": name, "name": name, **more})
        self.submissions[user] = {"id": 100 + user, "user_id": user, "score": score,
                                  "excused": excused, "assignment_id": ASSIGNMENT,
                                  "submission_comments": []}  # fmt: skip

    def sent(self) -> list[str]:
        """The requests that change something."""
        return [request for request in self.requests if not request.startswith("GET")]

    def __enter__(self) -> "CanvasServer":
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    server: CanvasServer

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path, query = self._begin()
        if path is None:
            return
        if path == HERE:
            self._answer({"id": COURSE, "name": "Deep learning"})
        elif path == f"{HERE}/assignments/{ASSIGNMENT}":
            self._answer(self.server.assignment)
        elif path in (f"{HERE}/users", f"{HERE}/search_users"):
            assert query["enrollment_type[]"] == ["student"]
            assert query["enrollment_state[]"] == ["active"]
            self._page(path, query, self.server.users)
        elif path == SUBMISSIONS:
            assert query["include[]"] == ["submission_comments"]
            self._page(path, query, list(self.server.submissions.values()))
        elif path.startswith("/api/v1/files/"):
            number = int(path.split("/")[4])
            self._answer(self.server.uploads[number] | {"url": f"{self.server.url}/f/{number}"})
        else:
            self._missing()

    def do_POST(self) -> None:
        path, query = self._begin()
        if path is None:
            return
        if path.startswith(SUBMISSIONS) and path.endswith("/comments/files"):
            number = len(self.server.uploads) + 1
            self.server.uploads[number] = {"id": number, "display_name": query["name"][0],
                                           "size": int(query["size"][0])}  # fmt: skip
            self._answer({"upload_url": f"{self.server.url}/upload/{number}",
                          "upload_params": {"key": f"k{number}"}, "file_param": "file"})  # fmt: skip
        elif path.startswith("/upload/"):
            number = int(path.rpartition("/")[2])
            assert f"k{number}".encode() in self.body
            self.server.uploads[number]["content"] = self.body.decode("utf-8", "replace")
            place = f"{self.server.url}/api/v1/files/{number}/create_success"
            self._answer({}, 303, {"Location": place})
        else:
            self._missing()

    def do_PUT(self) -> None:
        path, query = self._begin()
        if path is None:
            return
        user = int(path.rpartition("/")[2])
        if user not in [known["id"] for known in self.server.users]:
            self._missing()
            return
        submission = self.server.submissions[user]
        if "submission[posted_grade]" in query:
            submission["score"] = float(query["submission[posted_grade]"][0])
        if "comment[text_comment]" in query:
            files = [self.server.uploads[int(n)] for n in query.get("comment[file_ids][]", [])]
            attachments = [{"id": f["id"], "display_name": f["display_name"]} for f in files]
            submission["submission_comments"].append(
                {"comment": query["comment[text_comment]"][0], "attachments": attachments}
            )
        self._answer(submission)

    def _begin(self) -> tuple[str | None, dict[str, list[str]]]:
        """The path and the parameters; no path where the answer was given already."""
        parts = urlsplit(self.path)
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = f"{self.command} {parts.path}"
        self.server.requests.append(asked)
        for fault in self.server.faults:
            if asked.startswith(fault[0]):
                self.server.faults.remove(fault)
                self._answer({"errors": [{"message": fault[2]}]}, fault[1],
                             {"X-Rate-Limit-Remaining": "0.0"})  # fmt: skip
                return None, {}
        authorization = self.headers.get("Authorization")
        open_to_all = parts.path.startswith(("/upload/", "/api/v1/files/"))
        if open_to_all:
            assert authorization is None, "the token goes to Canvas alone"
        elif authorization != f"Bearer {TOKEN}":
            self._answer({"errors": [{"message": "Invalid access token."}]}, 401,
                         {"WWW-Authenticate": 'Bearer realm="canvas-lms"'})  # fmt: skip
            return None, {}
        query = parse_qs(parts.query)
        if "urlencoded" in self.headers.get("Content-Type", ""):
            query |= parse_qs(self.body.decode())
        elif "multipart" in self.headers.get("Content-Type", "") and not open_to_all:
            query |= _fields(self.body)
        return parts.path, query

    def _page(self, path: str, query: dict[str, list[str]], items: list[dict[str, Any]]) -> None:
        first = int(query.get("page", ["bookmark:0"])[0].removeprefix("bookmark:"))
        last = first + self.server.page_size
        links = [f'<{self.server.url}{path}>; rel="current"']
        if last < len(items):
            kept = "&".join(f"{k}={v}" for k, vs in query.items() if k != "page" for v in vs)
            following = f"{self.server.url}{path}?page=bookmark:{last}&{kept}"
            links.append(f'<{following}>; rel="next"')
        self._answer(items[first:last], headers={"Link": ",".join(links)})

    def _missing(self) -> None:
        self._answer({"errors": [{"message": "The specified resource does not exist."}]}, 404)

    def _answer(self, data: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _fields(body: bytes) -> dict[str, list[str]]:
    """The fields of a form that was sent as multipart/form-data."""
    found: dict[str, list[str]] = {}
    for part in body.split(b"\r\n--")[:]:
        head, _, value = part.partition(b"\r\n\r\n")
        if b'name="' in head:
            name = head.split(b'name="')[1].split(b'"')[0].decode()
            found.setdefault(name, []).append(value.decode().rstrip("\r\n"))
    return found
