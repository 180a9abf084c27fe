"""What diagnosing adds to a submission in a warm process, in milliseconds.

    python benchmarks/diagnose.py [--rounds 20]

A class is made for each assignment: four submissions are right, four have one mistake, two have two
exercises wrong, one has a mistake of the catalogue in every exercise, and one is wrong in every
exercise in ways that are in no catalogue (tests/wrong).  Their outcomes are taken once through real
processes.  Then, in turn: the verdicts alone, and the verdicts with their findings.  The process has
graded all of them before.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from grader.compare import judge
from grader.course import assignment_names, find_course
from grader.diagnose.findings import diagnose
from grader.diagnose.fingerprints import read
from grader.golden.reference import read_sources
from grader.golden.variants import as_submission
from grader.model import Graded, Outcome
from grader.paper import Paper, open_box, public_paper
from grader.spec import load_mistakes
from grader.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
COURSE = find_course()


def submissions(name: str, paper: Paper) -> list[tuple[str, Submission]]:
    """(kind, submission) of the class."""
    exercises = [e.name for e in paper.assignment.exercises]
    known = load_mistakes(COURSE / "assignments" / name, exercises)
    first: dict[str, tuple] = {}
    for mistake in known:
        if mistake.kind == "value":
            first.setdefault(mistake.exercise, mistake.edits)
    single = [{m.exercise: m.edits} for m in known if m.kind == "value"]
    step = max(1, len(single) // 8)
    one = [single[k * step] for k in range(4)]
    two = [{**single[(4 + 2 * k) * step % len(single)], **single[-1 - k * step]} for k in range(2)]
    kinds = [("right", {})] * 4 + [("one", e) for e in one] + [("two", e) for e in two]
    kinds.append(("all known", first))
    sources = read_sources(COURSE)
    found = [
        (kind, Submission(kind, as_submission(paper.assignment, sources, e))) for kind, e in kinds
    ]
    parts: dict[str, bytes] = {}
    for file in sorted((ROOT / "tests" / "wrong" / name).glob("*.py")):
        parts.setdefault(file.stem.partition("__")[0], file.read_bytes())
    whole = {f"{name}.py": b"\n\n".join(parts.values())}
    return [*found, ("all unknown", Submission("stranger", whole))]


def outcomes(paper: Paper, submission: Submission) -> list[Outcome]:
    with open_box(paper, submission) as box:
        assert box.problem() is None, submission.name
        return list(box.run())


def grading(paper: Paper, found: list[Outcome], reasons: bool) -> Callable[[], None]:
    """Verdicts of one submission, and its findings if `reasons`."""
    probes = list(zip(paper.probes, found[len(paper.cases) :], strict=True))

    def run() -> None:
        graded: dict[str, list[Graded]] = {}
        for case, outcome in zip(paper.cases, found[: len(paper.cases)], strict=True):
            golden = paper.golden(case)
            verdict = judge(case, golden, outcome, paper.tolerance)
            graded.setdefault(case.exercise.name, []).append(Graded(case, golden, outcome, verdict))
        if reasons:
            folder = Path(paper.assignment.folder)
            diagnose(graded, lambda: read(folder), lambda: paper.accepted, paper.tolerance, probes)

    return run


def milliseconds(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - started)


def added_by(plain: Callable[[], None], whole: Callable[[], None], rounds: int) -> float:
    """The median difference of two runs in turn, so that a machine that slows down slows both."""
    milliseconds(whole), milliseconds(plain)
    return statistics.median(milliseconds(whole) - milliseconds(plain) for _ in range(rounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    added: dict[str, list[float]] = {}
    kinds = ("right", "one", "two", "all known", "all unknown")
    print(f"{'ms added by findings':22}" + "".join(f"{kind:>13}" for kind in kinds))
    for name in assignment_names(COURSE):
        paper = public_paper(COURSE / "assignments" / name)
        own: dict[str, list[float]] = {}
        for kind, submission in submissions(name, paper):
            found = outcomes(paper, submission)
            plain, whole = (grading(paper, found, reasons) for reasons in (False, True))
            own.setdefault(kind, []).append(added_by(plain, whole, options.rounds))
        print(f"{name:22}" + "".join(f"{statistics.mean(own[kind]):13.2f}" for kind in kinds))
        for kind, values in own.items():
            added.setdefault(kind, []).extend(values)
    every = [value for values in added.values() for value in values]
    print(f"diagnosing adds {statistics.mean(every):.2f} ms a submission (mean of {len(every)}), "
          f"{statistics.median(every):.2f} (median), {max(every):.2f} at most")  # fmt: skip


if __name__ == "__main__":
    main()
