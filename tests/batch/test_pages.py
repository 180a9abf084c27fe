"""The pages of a batch: made anew from the gradebook, published, printed, and what the class did."""

import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.batch.tally import Tally
from grader.browser import browser
from grader.cli.app import app
from grader.errors import ConfigurationError
from grader.model import Batch, CaseResult, ExerciseResult, Finding, Pictures, Place, Result
from grader.store import Gradebook
from grader.store.schema import MIGRATIONS, VERSION
from grader.wording.findings import worded

ROOT = Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "tests" / "submissions"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="seals")]


def run(*words: object, code: int = 0) -> str:
    if code == 2:  # what main() says of it
        with pytest.raises(ConfigurationError) as caught:
            CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
        return str(caught.value)
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def optimizers(place: Path) -> Path:
    """Three of one class: one wrong, one right, and one that writes on our channel."""
    wrong = (SUBMISSIONS / "demo_optimizers" / "optimizers.py").read_bytes()
    right = (SUBMISSIONS / "perfect_optimizers" / "optimizers.py").read_bytes()
    forger = b"""
import sys
class SGD:
    def __init__(self, alpha):
        pass
    def step(self, theta, gradient):
        codec = sys.modules["grader_runner.codec"]
        sys.modules["grader_runner.child"].encode = lambda reply: codec.encode({"id": 7, "status": "value"})
        return theta
"""
    for name, code in (("wrong", wrong), ("right", right), ("forger", forger)):
        (place / name).mkdir(parents=True)
        (place / name / "optimizers.py").write_bytes(code)
    return place


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    out = place / "out"
    run(
        "batch",
        "--no-place",
        optimizers(place / "class"),
        "--assignment",
        "optimizers",
        "--out",
        out,
    )
    return out


def test_pages_are_made_anew_from_the_gradebook(graded: Path) -> None:
    file = graded / "reports" / "wrong.html"
    before = file.read_text()
    assert "All optimizers on one surface" in before
    assert before.count('<g class="c') > 12
    for name in ("reports", "results"):
        for each in (graded / name).iterdir():
            each.unlink()
    (graded / "index.html").unlink()
    output = run("report", graded)
    assert "3 pages in" in output
    assert file.read_text() == before
    assert (graded / "index.html").is_file()
    assert json.loads((graded / "results" / "right.json").read_text())["score"] == 18


def test_points_by_hand_stand_on_the_page_after_every_way_to_make_it(
    graded: Path, tmp_path: Path
) -> None:
    run("override", graded, "wrong", "Adam", "--points", "1", "--comment", "nearly")
    said = "Adam: 1 points given by"
    file = graded / "reports" / "wrong.html"
    assert said in file.read_text()
    assert "All optimizers on one surface" in file.read_text()
    run("report", graded)
    assert said in file.read_text()
    run("regrade", graded, "--submission", "wrong", "--exercise", "Adam")
    assert said in file.read_text()
    assert "All optimizers on one surface" in file.read_text()
    run("override", graded, "wrong", "Adam", "--undo")
    assert said not in file.read_text()


def test_what_is_published_is_for_students_only(graded: Path, tmp_path: Path) -> None:
    place = tmp_path / "public"
    output = run(
        "report", graded, "--publish", place, "--submission", "wrong", "--submission", "right"
    )
    assert "2 pages" in output
    files = sorted(str(file.relative_to(place)) for file in place.rglob("*") if file.is_file())
    assert files == [
        "reports/right.html",
        "reports/wrong.html",
        "results/right.json",
        "results/wrong.json",
    ]
    assert not re.search(
        r"hidden_[a-z]", "".join(file.read_text() for file in place.rglob("*.html"))
    )
    shown = json.loads((place / "results" / "wrong.json").read_text())
    hidden = [c for e in shown["exercises"] for c in e["cases"] if c["visibility"] == "hidden"]
    assert {case["name"] for case in hidden} == {"hidden cases"}
    assert "violation" in shown
    assert shown["violation"] is False


def test_pages_are_printed(graded: Path, tmp_path: Path) -> None:
    assert browser(), "chromium is missing; scripts/test installs it"
    run("report", graded, "--publish", tmp_path, "--submission", "right", "--pdf")
    data = (tmp_path / "reports" / "right.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(data) > 50_000


def test_without_a_browser_nothing_is_written(
    graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    output = run("report", graded, "--publish", tmp_path / "p", "--pdf", code=2)
    assert "--pdf needs a browser" in output
    assert not (tmp_path / "p").exists()


def test_the_class_page_shows_who_needs_a_human(graded: Path) -> None:
    run("similarity", graded)
    html = (graded / "index.html").read_text()
    human = html[html.index('id="human"') : html.index('id="scores"')]
    assert "forger" in human
    assert "no honest code" in human
    assert ">right<" not in human
    assert "Your second moment is not bias-corrected." in html
    assert "hidden_alike" in html  # for staff, every case
    assert 'id="progress"' not in html  # there is no earlier batch


def test_progress_against_another_batch(graded: Path, tmp_path: Path) -> None:
    source = tmp_path / "class"
    (source / "right").mkdir(parents=True)
    code = (SUBMISSIONS / "perfect_optimizers" / "optimizers.py").read_bytes()
    (source / "right" / "optimizers.py").write_bytes(code)
    later = tmp_path / "later"
    run("batch", "--no-place", source, "--assignment", "optimizers", "--out", later)
    run("report", later, "--earlier", graded)
    html = (later / "index.html").read_text()
    progress = html[html.index('id="progress"') : html.index('id="all"')]
    assert progress.index(">out ") < progress.index(">later ")
    assert "100.0 %" in progress
    other = tmp_path / "other"
    (tmp_path / "b" / "a").mkdir(parents=True)
    (tmp_path / "b" / "a" / "losses.py").write_text("def mse(f, y):\n    return 1.0\n")
    run("batch", "--no-place", tmp_path / "b", "--assignment", "losses", "--out", other)
    assert "is of losses, not of optimizers" in run("report", later, "--earlier", other, code=2)
    assert run("report", later)
    assert 'id="progress"' in (later / "index.html").read_text()


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    assert "holds no gradebook.sqlite" in run("report", tmp_path, code=2)
    with Gradebook(tmp_path, make=True):
        pass
    assert "nothing was graded yet" in run("report", tmp_path, code=2)


def test_a_gradebook_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "gradebook.sqlite")
    connection.executescript(MIGRATIONS[0] + "PRAGMA user_version=1;")
    connection.execute(
        "INSERT INTO submissions VALUES ('a','[]','a','h','','[]',0,NULL,NULL,'{}','',1)"
    )
    full = Result(assignment="losses", submission="a", status="graded", score=1.0, max_score=2.0,
                  isolation="sealed", seconds=0.0, stdout="")  # fmt: skip
    import msgspec

    text = msgspec.json.encode(full).decode()
    connection.execute("INSERT INTO results VALUES ('a','k',?,?,'a page','now')", (text, text))
    connection.commit()
    connection.close()
    with Gradebook(tmp_path) as book:
        assert book.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        shown, figures = book.handed_out("a")
        assert json.loads(shown)["score"] == 1.0
        assert figures.sketches == {}
        book.save_batch(Batch(exercises=("mse",), assignment="losses"), Pictures())
    run("report", tmp_path)
    assert "1</strong> of 2" in (tmp_path / "reports" / "a.html").read_text()


def exercise(status: str, message: str = "", finding: Finding | None = None) -> ExerciseResult:
    cases = (
        CaseResult(
            name="c", visibility="public", status="failed" if message else "passed", message=message
        ),
    )
    findings = (finding,) if finding else ()
    return ExerciseResult(
        name="E", score=0.0, max_score=1.0, status=status, cases=cases, findings=findings
    )  # type: ignore[arg-type]


def of(found: ExerciseResult, violation: bool = False) -> Result:
    return Result(assignment="a", submission="s", status="graded", score=0.0, max_score=1.0, isolation="sealed",
                  seconds=0.0, stdout="", exercises=(found,), violation=violation)  # fmt: skip


def test_what_a_class_did_is_counted() -> None:
    tally = Tally()
    for i in range(500):
        known = worded(
            Finding(
                kind="mistake",
                rule="mistake",
                mistake="m",
                place=Place(case=f"case {i}", step=i + 1),
                parameters={"hint": "You forgot it."},
            )
        )
        assert known.message == f"You forgot it. [case {i}: off from step {i + 1} on]"
        tally.add(f"k{i}", of(exercise("failed", "off", known)))
    tally.add(
        "a",
        of(
            exercise(
                "failed", "off", Finding(kind="unrecognised", message="entry [3, 1] is -1.5e-7")
            )
        ),
    )
    tally.add(
        "b",
        of(exercise("failed", "off", Finding(kind="unrecognised", message="entry [0, 2] is 4"))),
    )
    tally.add("c", of(exercise("error", "IndexError: index 5 is out of bounds")))
    tally.add("d", of(exercise("error", "IndexError: index 7 is out of bounds"), violation=True))
    tally.add("e", of(exercise("passed")))
    tally.add("f", of(exercise("not_implemented", "is not implemented yet")))
    tally.add(
        "g",
        of(
            exercise("passed", finding=Finding(kind="accepted", message="as you like", mistake="n"))
        ),
    )
    (known,) = tally.known()
    assert (known.exercise, known.mistake, known.count, len(known.who)) == ("E", "m", 500, 400)
    assert known.message == "You forgot it."
    assert [(g.message, g.count, g.who) for g in tally.unknown()] == [
        ("IndexError: index # is out of bounds", 2, ("c", "d")),
        ("entry [#, #] is #", 2, ("a", "b")),
    ]
    assert tally.violations == ["d"]
    (rate,) = tally.cases("E")
    assert (rate.name, rate.passed, rate.of) == ("c", 2, 507)


def test_results_are_written_as_before_whether_all_is_finite_or_not() -> None:
    import msgspec

    from grader.batch.worker import as_json
    from grader.golden.values import plain
    from grader.model import ErrorSize, TorchVerdict

    for size in (0.5, float("inf"), float("nan")):
        for torch in (None, TorchVerdict("failed", size), TorchVerdict("passed")):
            case = CaseResult(name="c", visibility="public", status="failed", expected=[["nan", 1.0]],
                              error=ErrorSize(0.5, size), torch=torch)  # fmt: skip
            found = of(
                ExerciseResult(name="E", score=0.0, max_score=1.0, status="failed", cases=(case,))
            )
            assert as_json(found) == msgspec.json.encode(plain(found)).decode()
            assert ("nan" in as_json(found).replace('"nan",1.0', "")) == (size != size)
