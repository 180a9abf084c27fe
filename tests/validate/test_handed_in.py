"""The reference is held to what students are: each way of breaking the contract, tried on a copy of
the course, is told by `grader golden`, before it writes, and by `grader audit`."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from grader.cli.app import run
from grader.course import assignment_names, find_course
from grader.golden.file import read
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.validate.context import Sheet
from grader.validate.handed_in import odd_types, reference_faults

COURSE = find_course()

#: (assignment, file, what is replaced, by what, the place that is named, the case, the words)
BROKEN = {
    "an argument changed in place": (
        "losses",
        "losses.py",
        "    return np.mean((f - y) ** 2)",
        "    f -= y\n    return np.mean(f**2)",
        "losses.py:39",
        "mse/vector (and 4 more of 5)",
        "you changed an array or list that the caller passed in (argument 1); work on a copy "
        "[argument_changed]",
    ),
    "state kept between calls": (
        "losses",
        "losses.py",
        "def squared_error_sum(f: np.ndarray, y: np.ndarray) -> float:",
        "SEEN: list[int] = []\n\n\ndef squared_error_sum(f: np.ndarray, y: np.ndarray) -> float:\n"
        "    SEEN.append(1)\n    return len(SEEN) + np.sum((f - y) ** 2)\n\n\n"
        "def once(f: np.ndarray, y: np.ndarray) -> float:",
        "losses.py:squared_error_sum",
        "squared_error_sum/vector (and 4 more of 5)",
        "[state_leaked]",
    ),
    "the global generator seeded": (
        "losses",
        "losses.py",
        "    m = np.size(f)\n    return 2",
        "    np.random.seed(0)\n    m = np.size(f)\n    return 2",
        "losses.py:mse_grad",
        "mse_grad/vector",
        "[global_random]",
    ),
    "a scalar in float32": (
        "losses",
        "losses.py",
        "    return np.mean((f - y) ** 2)",
        "    return np.float32(np.mean((f - y) ** 2))",
        "losses.py:mse",
        "mse/vector",
        "the answer has dtype float32, expected float64",
    ),
    "an array in float32": (
        "losses",
        "losses.py",
        "    return 2 * (f - y) / m",
        "    return (2 * (f - y) / m).astype(np.float32)",
        "losses.py:mse_grad",
        "mse_grad/vector",
        "in float32, expected float64 or integers",
    ),
    "integers kept": (
        "activations",
        "activations.py",
        "    return np.maximum(x, 0.0)",
        "    return np.maximum(x, 0)",
        "activations.py:relu",
        "relu/integers",
        "in float64, but case relu/integers in int64",
    ),
    "nothing returned": (
        "losses",
        "losses.py",
        "    return np.mean((f - y) ** 2)",
        "    np.mean((f - y) ** 2)",
        "losses.py:mse",
        "mse/vector",
        "the answer must be a number, got None (is a `return` missing?)",
    ),
    "views of one array": (
        "optimizers",
        "optimizers.py",
        "        return [p - self.alpha * g for p, g in zip(theta, gradient(theta))]",
        "        self.p = getattr(self, 'p', None) or [p * 1.0 for p in theta]\n"
        "        for p, g in zip(self.p, gradient(theta)):\n            p -= self.alpha * g\n"
        "        return [p[...] for p in self.p]",
        "optimizers.py:SGD",
        "SGD/integers (and 1 more of 2)",
        "[argument_changed]",
    ),
    "gradient() called twice": (
        "gradient_descent",
        "gradient_descent.py",
        "        g = gradient(theta)\n",
        "        g = gradient(theta)\n        gradient(theta)\n",
        "gradient_descent.py:gradient_descent",
        "gradient_descent/quadratic",
        "call gradient() exactly once per step: each call is a new minibatch (40 calls, expected 20)",
    ),
    "a module that students do not have": (
        "losses",
        "losses.py",
        "import numpy as np",
        "import msgspec\nX = msgspec.json.encode(1)\nimport numpy as np",
        "losses.py:9",
        "",
        "is not read whole: left out: ModuleNotFoundError: msgspec.json.encode is used",
    ),
    "time": (
        "losses",
        "losses.py",
        "    return np.mean((f - y) ** 2)",
        "    import time\n    time.sleep(0.02 if len(f) < 7 else 2.2)\n    return np.mean((f - y) ** 2)",
        "losses.py:mse",
        "mse/vector",
        "no answer after 2 s, it was then at line 40 of reference/losses.py; mend",
    ),
}


def copied(tmp_path: Path, name: str) -> Path:
    for part in (f"assignments/{name}", "reference"):
        shutil.copytree(COURSE / part, tmp_path / part)
    return tmp_path


def line_of(file: Path, name: str) -> int:
    lines = file.read_text().splitlines()
    heads = (f"def {name}(", f"class {name}:")
    return next(i for i, line in enumerate(lines, 1) if line.startswith(heads))


@pytest.fixture(params=BROKEN)
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path, list[str]]:
    """(assignment, course, what must be said in one line) of a reference that is wrong."""
    name, file, old, new, place, case, words = BROKEN[request.param]
    course = copied(tmp_path, name)
    path = course / "reference" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    _, _, function = place.partition(":")
    line = function if function.isdigit() else line_of(path, function)
    where = f"reference/{file}:{line}"
    return name, course, [where if "time" not in request.param else file, case, words]


@pytest.mark.slow
def test_golden_tells_it(
    broken: tuple[str, Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    name, course, said = broken
    assert run(["--course", str(course), "golden", name]) == 1
    out, err = capsys.readouterr()
    assert any(all(part in line for part in said) for line in out.splitlines()), (said, out)
    assert err == ""


@pytest.mark.slow
def test_audit_tells_it(
    broken: tuple[str, Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    name, course, said = broken
    code = run(["--course", str(course), "audit", name, "--json", "--seeds", "0"])
    document = json.loads(capsys.readouterr().out)
    assert (code, document["ok"]) == (1, False)
    faults = document["assignments"][0]["faults"]
    if any(word in said[2] for word in ("float32, expected", "int64", "None", "state_leaked")):
        said = said[:1]  # told otherwise: by the frozen values, not by its own
    assert any(all(part in fault for part in said) for fault in faults), (said, faults)
    assert "nothing else was audited" in faults[-1]


@pytest.mark.torch
def test_nothing_is_written_of_a_reference_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = copied(tmp_path, "losses")
    file = course / "reference/losses.py"
    old = "    return 2 * lam * theta"
    file.write_text(file.read_text().replace(old, "    np.random.rand()\n" + old))
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert run(["--course", str(course), "golden", "losses", "--write"]) == 1
    out, _ = capsys.readouterr()
    assert "fails case l2_grad/" in out
    assert "losses: not written" in out
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_the_reference_that_is_shipped_gets_full_marks(name: str) -> None:
    sheet, sources = Sheet(COURSE / "assignments" / name), read_sources(COURSE)
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    assert reference_faults(sheet.assignment, sources, sheet.cases, goldens) == []
    fresh = make(sources, sheet.assignment, sheet.cases, sheet.mistakes)
    assert reference_faults(sheet.assignment, sources, sheet.cases, fresh) == []


def test_types_are_looked_at_within_answers() -> None:
    one, other = np.zeros(2), np.zeros(2, np.int64)
    assert odd_types([("a", [one, {"k": other}]), ("b", [one, {"k": other}])]) == ""
    assert "case b in int64" in odd_types([("a", {"k": [one]}), ("b", {"k": [other]})])
    assert "case a in bool" in odd_types([("a", one > 0)])


def test_the_sentence_is_one_line(tmp_path: Path) -> None:
    course = copied(tmp_path, "losses")
    file = course / "reference/losses.py"
    old = "    return 2 * lam * theta"
    file.write_text(file.read_text().replace(old, '    raise RuntimeError("a\\nb")'))
    sheet, sources = Sheet(course / "assignments/losses"), read_sources(course)
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    (fault,) = reference_faults(sheet.assignment, sources, sheet.cases, goldens)
    line = line_of(file, "l2_grad") + 2
    assert fault.startswith(f"reference/losses.py:{line}: the reference, handed in as a submission")
    assert "RuntimeError: a b" in fault
