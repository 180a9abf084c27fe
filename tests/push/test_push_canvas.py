"""`grader push canvas` against a server that speaks Canvas's documented endpoints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from push.canvas_server import ASSIGNMENT, COURSE, SUBMISSIONS, TOKEN, CanvasServer

from grader.cli.app import run
from grader.push import canvas as canvas_module
from grader.store import Gradebook

pytest.importorskip("canvasapi")
ROOT = Path(__file__).resolve().parents[2]
USERS = {"lovelaceada": 11, "smithbob": 12, "roecleo": 13}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three students, from a download of Canvas."""
    folder = tmp_path_factory.mktemp("class")
    right = (ROOT / "tests/submissions/perfect_worked_example/worked_example.py").read_text()
    (folder / "in").mkdir()
    for number, (name, user) in enumerate(USERS.items()):
        source = right if number else right.replace("> 0 else 0.0\n    out", "> 0 else 1\n    out")
        (folder / "in" / f"{name}_{user}_90{number}_worked_example.py").write_text(source)
    words = ["batch", "--no-place", str(folder / "in"), "--assignment", "worked_example"]
    assert run([*words, "--out", str(folder / "out"), "--isolation", "limits"]) == 0
    return folder / "out"


@pytest.fixture
def book(graded: Path, tmp_path: Path) -> Path:
    """A batch of its own for each test."""
    import shutil

    return Path(shutil.copytree(graded, tmp_path / "batch"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[CanvasServer]:
    monkeypatch.setenv("CANVAS_API_TOKEN", TOKEN)
    with CanvasServer() as server:
        monkeypatch.setenv("CANVAS_API_URL", server.url)
        for name, user in USERS.items():
            server.enrol(user, name.title())
        server.assignment["points_possible"] = None
        yield server


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, which are not waited for."""
    found: list[float] = []
    monkeypatch.setattr(canvas_module.CanvasAssignment.__init__, "__defaults__", (found.append,))
    return found


def push(book: Path, *more: str) -> int:
    where = ["--course", str(COURSE), "--assignment", str(ASSIGNMENT)]
    return run(["push", "canvas", str(book), *where, *more])


def test_a_look_sends_nothing(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(book) == 0
    said = capsys.readouterr()
    assert server.sent() == []
    assert "Smithbob (12)" in said.out
    assert "no grade -> " in said.out
    assert ", comment, page" in said.out
    assert "nothing was sent; --yes sends it (3 students)" in said.out
    assert TOKEN not in said.out + said.err


def test_grades_comments_and_pages_go_home(book: Path, server: CanvasServer) -> None:
    assert push(book, "--yes") == 0
    with Gradebook(book) as found:
        scores = {r.marks["canvas_user"]: found.result(r.id).score for r in found.submissions()}
    assert {str(user): s["score"] for user, s in server.submissions.items()} == scores
    (comment,) = server.submissions[12]["submission_comments"]
    assert comment["comment"].endswith("open it in a browser.")
    (attached,) = comment["attachments"]
    assert attached["display_name"].startswith("worked_example-")
    assert "<!doctype html>" in server.uploads[attached["id"]]["content"].lower()


def test_the_token_is_kept_nowhere(book: Path, server: CanvasServer) -> None:
    assert push(book, "--yes") == 0
    for file in book.rglob("*"):
        assert not file.is_file() or TOKEN.encode() not in file.read_bytes()


def test_only_what_changed_is_sent(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(book, "--yes") == 0
    server.requests.clear()
    assert push(book, "--yes") == 0
    assert server.sent() == []
    assert "0 to change, 3 as they should be" in capsys.readouterr().out
    assert (
        run(["override", str(book), "12", "forward", "--points", "0", "--comment", "copied"]) == 0
    )
    assert push(book, "--yes") == 0
    assert {request for request in server.sent() if request.startswith("PUT")} == {
        f"PUT {SUBMISSIONS}/12"
    }


def test_stopped_it_goes_on(book: Path, server: CanvasServer) -> None:
    server.faults.append((f"PUT {SUBMISSIONS}/12", 500, "broken"))
    assert push(book, "--yes") == 1
    assert server.submissions[12]["score"] is None
    server.requests.clear()
    assert push(book, "--yes") == 0
    assert server.submissions[12]["score"] is not None
    assert {request.split("/")[8] for request in server.sent() if "upload" not in request} == {"12"}
    assert len(server.submissions[11]["submission_comments"]) == 1


def test_a_push_that_was_killed_knows_what_it_sent(book: Path, server: CanvasServer) -> None:
    assert push(book, "--yes") == 0
    with Gradebook(book) as found:
        found.save_pushed({})  # killed between sending and keeping
    assert push(book, "--yes") == 0
    assert run(["override", str(book), "12", "forward", "--points", "0", "--comment", "x"]) == 0
    before = server.submissions[12]["score"]
    assert push(book, "--yes") == 0
    assert server.submissions[12]["score"] < before


def test_a_grade_by_hand_stays(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.submissions[12]["score"] = 1.5
    assert push(book, "--yes") == 0
    assert server.submissions[12]["score"] == 1.5
    assert "Smithbob (12): has 1.5, which was not sent from here" in capsys.readouterr().err
    assert push(book, "--yes", "--overwrite") == 0
    assert server.submissions[12]["score"] != 1.5


@pytest.mark.parametrize(
    ("status", "text"), [(429, "slow down"), (403, "403 Forbidden (Rate Limit Exceeded)")]
)
def test_throttling_is_waited_for(
    status: int, text: str, book: Path, server: CanvasServer, waited: list[float]
) -> None:
    server.faults += [(f"GET {SUBMISSIONS}", status, text), (f"PUT {SUBMISSIONS}/12", status, text),
                      (f"PUT {SUBMISSIONS}/12", status, text)]  # fmt: skip
    assert push(book, "--yes") == 0
    assert waited == [1, 1, 2]
    assert len(server.submissions[12]["submission_comments"]) == 1


def test_throttling_without_end_is_told(
    book: Path, server: CanvasServer, waited: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults += [(f"PUT {SUBMISSIONS}/12", 429, "slow down")] * 7
    assert push(book, "--yes") == 1
    assert sum(waited) == 63
    assert "not sent: Smithbob (12): RateLimitExceeded" in capsys.readouterr().err


def test_what_is_forbidden_is_not_asked_again(
    book: Path, server: CanvasServer, waited: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults.append((f"PUT {SUBMISSIONS}/12", 403, "user not authorized"))
    assert push(book, "--yes") == 1
    assert waited == []
    assert "the token's owner may not do this" in capsys.readouterr().err


def test_the_token_is_not_repeated(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults.append((f"PUT {SUBMISSIONS}/12", 400, f"you sent {TOKEN}"))
    assert push(book, "--yes") == 1
    said = capsys.readouterr()
    assert "you sent …" in said.err
    assert TOKEN not in said.out + said.err


def test_a_student_who_left(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.users = [user for user in server.users if user["id"] != 12]
    assert push(book, "--yes") == 0
    assert server.submissions[12]["score"] is None
    assert "not in the course, or no more: smithbob-12" in capsys.readouterr().err.replace("_", "-")


def test_one_who_leaves_meanwhile_costs_nobody_else(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults.append((f"PUT {SUBMISSIONS}/11", 404, "gone"))
    assert push(book, "--yes") == 1
    assert server.submissions[12]["score"] is not None
    assert "not sent: Lovelaceada (11): there is no such thing" in capsys.readouterr().err


def test_an_excused_student(book: Path, server: CanvasServer) -> None:
    server.submissions[12]["excused"] = True
    assert push(book, "--yes") == 0
    assert server.submissions[12]["score"] is None


def test_other_points_are_told(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.assignment |= {"points_possible": 100.0, "post_manually": True}
    assert push(book) == 0
    said = capsys.readouterr().err
    assert "Canvas has 100 points possible" in said
    assert "students see them after you post" in said


def refused(book: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert push(book, *more) == 2
    return capsys.readouterr().err


def test_a_wrong_token(
    book: Path,
    server: CanvasServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CANVAS_API_TOKEN", "wrong-9876543210")
    said = refused(book, capsys)
    assert "the token is not accepted" in said
    assert "wrong-9876543210" not in said


def test_no_token(
    book: Path,
    server: CanvasServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("CANVAS_API_TOKEN")
    assert "set CANVAS_API_TOKEN" in refused(book, capsys)


def test_a_token_from_the_keyring(
    book: Path, server: CanvasServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys
    import types

    asked = []

    def get_password(service: str, place: str) -> str:
        asked.append((service, place))
        return TOKEN

    monkeypatch.delenv("CANVAS_API_TOKEN")
    keyring = types.SimpleNamespace(get_password=get_password)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert push(book) == 0
    assert asked == [("course-grader", server.url)]


def test_plain_text_is_refused(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "expected https://" in refused(book, capsys, "--url", "http://canvas.example.edu")
    assert server.requests == []


def test_another_class_is_refused(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.users, server.submissions = [], {}
    server.enrol(99, "Somebody Else")
    assert "none of the 3 submissions is of a student of this course" in refused(book, capsys)


def test_no_such_assignment(
    book: Path, server: CanvasServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["push", "canvas", str(book), "--course", "7", "--assignment", "43"]) == 2
    said = capsys.readouterr().err
    assert "course 7, assignment 43: there is no such thing" in said
