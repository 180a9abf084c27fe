"""A container: a Containerfile and what goes into the image.

After the Containerfile reference of docs.docker.com (reference/dockerfile), which podman and
buildah read as well, and "Seccomp security profiles for Docker" (engine/security/seccomp), as read
in 2026: nothing here needs more than the default profile gives.

    docker build -t grade-NAME .
    docker run --rm --network none -v "$PWD/work:/submission:ro" -v "$PWD/out:/results" grade-NAME

It runs as user 65532, not as root; /results must be writable for that user.  Exit code 0 whatever
the points, 3 for our own fault, which leaves no result.
"""

from pathlib import Path

from ..files import write_atomic
from ._bundle import Bundle
from ._folders import clear
from ._grading import Graded
from ._lines import heading

NAME = "container"
ABOUT = "a Containerfile, for docker, podman or a cluster"
OFFLINE = True
SECRET = True
SUBMISSION = "/submission"
RESULTS = "/results"

CONTAINERFILE = """\
FROM python:{python}-slim
COPY grader /grader
RUN python -I /grader/start.py unpack && rm -r /grader/wheels
# The judge alone may read golden values; a submission is sealed off from all files.
RUN chown -R 65532:65532 /grader/course && chmod -R go-rwx /grader/course
{hidden}USER 65532:65532
WORKDIR /
ENTRYPOINT ["python", "-I", "/grader/start.py", "container"]
"""
HIDDEN = """\
RUN chown 65532:65532 /grader/hidden.json && chmod 400 /grader/hidden.json
"""


def files(bundle: Bundle) -> dict[str, bytes]:
    """The Containerfile and its context."""
    hidden = HIDDEN if bundle.hidden else ""
    text = CONTAINERFILE.format(python=bundle.settings.pythons[-1], hidden=hidden)
    return {"Containerfile": text.encode(), **bundle.below("grader")}


def deliver(graded: Graded, results: Path) -> int:
    """result.json of schema grader/result/1, as a student may see it, and the page."""
    clear(results, "result.json", "report.html")
    write_atomic(results / "result.json", graded.document + "\n")
    write_atomic(results / "report.html", graded.page)
    print(heading(graded))
    return 0


def fail(why: str, results: Path) -> int:
    """No result, and an exit code."""
    clear(results, "result.json", "report.html")
    print(why)
    return 3
