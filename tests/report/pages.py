"""The pages that the browser tests look at, made as `check` and `batch` make them.

PYTHONPATH=tests python -m report.pages FOLDER    (writes them all)
"""

import random
import sys
from pathlib import Path

import msgspec

from grader.course import assignment_folder
from grader.grading import grade_with_cases
from grader.illustrate.draw import illustrate
from grader.illustrate.freeze import read
from grader.model import Grade
from grader.paper import Paper, open_box, public_paper
from grader.report import student_page
from grader.report.alike import AlikeView, ClusterView, PairView, alike_page
from grader.report.classroom import (
    CaseRate,
    ClassView,
    ExerciseRate,
    Group,
    Line,
    NeedsReview,
    RunView,
    class_page,
)  # fmt: skip
from grader.sandbox.backend import open_backend
from grader.submission import Submission
from grader.validate.check import Check
from grader.validate.page import page as validate_page

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "submissions"

#: What a name, a message or a line of output may hold, if its author wants a page to misbehave.
HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "</pre></svg></style><h1>You have all points</h1>",
    "javascript:document.title='owned'",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[31mred\x1b[0m \x07 \x00",
    "\u202eright to left\u2066",
    "' onmouseover='document.title=1",
    "url(//example.invalid/x) expression(1)",
)
HOSTILE_CODE = '''\
import numpy as np

MARKUP = HOSTILE

def entropy(p):  # </pre><script>document.title="owned"</script>
    print("\\n".join(MARKUP))
    raise ValueError(MARKUP[0] + MARKUP[2] + MARKUP[5] + MARKUP[6])

def mse(f, y):
    return {MARKUP[1]: MARKUP}

def l2_grad(theta, lam):
    """</code><svg onload="document.title=1"> \u202e"""
    return np.asarray(theta) * lam
'''.replace("HOSTILE", repr(HOSTILE))
#: By hand, two values wrong, and a gradient that passes units that are off.
WORKED = """\
ANSWERS = {"L": 9, "o": 6, "dL/do": 6, "dL/dw1": -6, "dL/dw2": -12, "dL/dw3": 0, "dL/dw4": 0,
           "dL/dw5": 12, "dL/dw6": 24, "dL/dw7": 24, "dL/dw8": 1, "dL/dw9": 30, "dL/dh1": -6,
           "dL/dh2": 18, "dL/dh3": 12, "dL/di1": -6, "dL/di2": 18, "dL/di3": 12, "dL/dx1": 18}


def forward(x, w):
    i = [w[0] * x[0] + w[1] * x[1], w[2] * x[0] + w[3] * x[1], w[4] * x[0] + w[5] * x[1]]
    h = [max(value, 0) for value in i]
    named = {f"i{k + 1}": i[k] for k in range(3)} | {f"h{k + 1}": h[k] for k in range(3)}
    return named | {"o": w[6] * h[0] + w[7] * h[1] + w[8] * h[2]}


def backward(x, w, gold):
    u = forward(x, w)
    found = {"dL/do": 2 * (u["o"] - gold)}
    for k in range(3):
        found[f"dL/dw{7 + k}"] = found["dL/do"] * u[f"h{k + 1}"]
        found[f"dL/dh{k + 1}"] = found[f"dL/di{k + 1}"] = found["dL/do"] * w[6 + k]
        found[f"dL/dw{2 * k + 1}"] = found[f"dL/di{k + 1}"] * x[0]
        found[f"dL/dw{2 * k + 2}"] = found[f"dL/di{k + 1}"] * x[1]
    for j in range(2):
        found[f"dL/dx{j + 1}"] = sum(found[f"dL/di{k + 1}"] * w[2 * k + j] for k in range(3))
    return found
"""


def paper_of(name: str) -> Paper:
    return public_paper(assignment_folder(ROOT, name))


def page_of(paper: Paper, name: str, files: dict[str, bytes], notes: tuple[str, ...] = ()) -> str:
    """The page of a submission, as `check --html` writes it."""
    submission = Submission(name, files)
    pictures = read(Path(paper.assignment.folder))
    backend = open_backend("limits")
    try:
        result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
        figures = illustrate(paper, submission, result, cases, pictures, backend)
    finally:
        backend.close()
    result = msgspec.structs.replace(result, seconds=0.0)
    grade = Grade(
        score=result.score, max_score=result.max_score, raw=result.score, exercises={}, late=False, notes=notes
    )  # fmt: skip
    return student_page(result, grade, figures, pictures)


def sample(case: str, assignment: str) -> str:
    files = {f.name: f.read_bytes() for f in sorted((SAMPLES / case).glob("*.py"))}
    return page_of(paper_of(assignment), case, files)


def training() -> str:
    files = {f.name: f.read_bytes() for f in (SAMPLES / "perfect_training").glob("*.py")}
    right = b"if epoch - best >= patience"
    assert right in files["training.py"]
    files["training.py"] = files["training.py"].replace(right, b"if epoch - best > patience")
    return page_of(paper_of("training"), "stops_too_late", files)


def long_code() -> str:
    """An exercise with more code than there is to say of its smallest case."""
    files = {f.name: f.read_bytes() for f in (SAMPLES / "perfect_training").glob("*.py")}
    head = b"def early_stopping(dev_losses, patience):\n"
    body = files["training.py"]
    assert head in body
    more = b"".join(
        b"    unused_%d = patience + %d  # a line of many\n" % (i, i) for i in range(40)
    )
    files["training.py"] = body.replace(head, head + more).replace(
        b"if epoch - best >= patience", b"if epoch - best > patience"
    )
    return page_of(paper_of("training"), "long", files)


STATUSES = ("passed", "passed", "passed", "partial", "failed", "error", "timeout", "missing")


def class_view(count: int, hostile: bool = True) -> ClassView:
    """A class of so many, always the same one."""
    draw = random.Random(7)
    names = ("SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "AdamEfficient",
             "ema_closed_form", "bias_correction")  # fmt: skip
    groups = [
        ("Adam", "Your second moment is not bias-corrected."),
        ("RMSProp", "Your epsilon stands outside the root; the slide has it inside."),
        ("Momentum", "The gradient is multiplied by 1 - beta: that is an exponential average."),
    ]
    lines = []
    who: list[list[str]] = [[] for _ in groups]
    for i in range(count):
        statuses = tuple(draw.choice(STATUSES) for _ in names)
        score = round(2.5 * sum(s == "passed" for s in statuses) + draw.random(), 2)
        made = tuple(k for k in range(len(groups)) if draw.random() < 0.2 / (k + 1))
        name = HOSTILE[i] if hostile and i < len(HOSTILE) else f"Student {i:04d}"
        for k in made:
            who[k].append(f"student{i}")
        lines.append(
            Line(id=f"student{i}", name=name, score=None if i == 3 else score, max_score=16.0,
                 status="graded", late=draw.random() < 0.1, exercises=statuses, mistakes=made)
        )  # fmt: skip
    known = tuple(
        Group(exercise, said, len(people), tuple(people[:400]), f"mistake_{k}")
        for k, ((exercise, said), people) in enumerate(zip(groups, who, strict=True))
    )
    rates = tuple(
        ExerciseRate(name, sum(line.exercises[k] == "passed" for line in lines), count,
                     (CaseRate("regression", count // 2, count), CaseRate("ravine", count // 3, count)))
        for k, name in enumerate(names)
    )  # fmt: skip
    return ClassView(
        title="The optimizers of the lecture",
        isolation="sealed",
        exercises=rates,
        lines=tuple(lines),
        missing=("Ada Lovelace", HOSTILE[0]),
        known=known,
        unknown=(Group("Nesterov", "off from step # on: theta[#][#] is #, expected #", 3,
                       ("student0", "student4", "student9")),),
        needs_review=(NeedsReview("student3", lines[3].name, "could not be graded"),),
        clusters=(("student1", "student2"), ("student4", "student5", "student6")),
        runs=(RunView("optimizers-2025", "2025-11-20T10:00:00+00:00", 210, 61.5, dict.fromkeys(names, 60)),
              RunView("optimizers-2026", "2026-11-20T10:00:00+00:00", count, 66.0, dict.fromkeys(names, 70))),
    )  # fmt: skip


def alike() -> str:
    lines = tuple((i, f"line {i} {HOSTILE[i % 9]}", i % 3 == 0) for i in range(1, 30))
    pair = PairView("student1", "student2", 93, 41, lines, lines)
    members = (("student1", HOSTILE[0]), ("student2", "Student 2"))
    return alike_page(AlikeView("Optimizers", 60, (ClusterView(members, (pair,), 2),)))


def validation() -> str:
    """validate's page of a few checks, one of them failed."""
    draw = random.Random(3)
    checks = [
        Check(
            name=f"losses.{exercise}.{kind}", kind=kind, status="failed" if bad else "passed",
            assignment="losses", exercise=exercise, oracle="torch" if kind == "oracle" else "", cases=40,
            max_error=1e-9 if bad else 3e-15, tolerance=1e-11, message=HOSTILE[0] if bad else "",
            errors=tuple(10 ** draw.uniform(-17, -8 if bad else -14.5) for _ in range(40)),
        )
        for exercise in ("mse", "nll", "entropy")
        for kind in ("oracle", "golden", "noise")
        for bad in [(exercise, kind) == ("nll", "oracle")]
    ]  # fmt: skip
    return validate_page(checks, 5)


#: Name of a page -> how it is made.
PAGES = {
    "optimizers": lambda: sample("demo_optimizers", "optimizers"),
    "optimizers_right": lambda: sample("perfect_optimizers", "optimizers"),
    "backprop": lambda: sample("demo_backprop", "backprop"),
    "worked_example": lambda: page_of(
        paper_of("worked_example"), "by_hand", {"worked_example.py": WORKED.encode()},
        ("backward: 2 points given by ada: the idea is right", "2 days late: 20 % off"),
    ),
    "training": training,
    "long": long_code,
    "unreadable": lambda: sample("python2_source", "losses"),
    "hostile": lambda: page_of(
        paper_of("losses"), HOSTILE[0], {"losses.py": HOSTILE_CODE.encode()}, HOSTILE
    ),
    "class": lambda: class_page(class_view(60)),
    "alike": alike,
    "validate": validation,
}  # fmt: skip


def write_all(folder: Path) -> dict[str, Path]:
    """Every page as a file."""
    found = {}
    for name, make in PAGES.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(make(), encoding="utf-8")
    return found


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    for path in write_all(place).values():
        print(path, path.stat().st_size)
