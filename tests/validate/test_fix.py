"""Each rule of validate, broken in the course that `grader new` makes: what is wrong, where, what to
do; and what --fix makes of it, which is never what an author wrote."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.app import run as cli
from grader.golden import oracles
from grader.golden.reference import Reference
from grader.model import Exercise
from grader.validate.skeleton import make_course
from grader.validate.stubs import bullet, stub

ASSIGNMENT = "assignments/averages/assignment.yaml"
MISTAKES = "assignments/averages/mistakes.yaml"
HANDOUT = "assignments/averages/handout.md"
GOLDEN = "assignments/averages/golden.json"
FINGERPRINTS = "assignments/averages/fingerprints.json"
TEMPLATE = "student_template/averages/averages.py"
REFERENCE = "reference/averages.py"
DOCSTRING = '    """The mean of the numbers x (n,), weighted by w (n,)."""\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "course"
    make_course(folder)
    return folder


@pytest.fixture
def made(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(oracles, "find_spec", lambda name: None)
    shutil.copytree(whole, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def replaced(file: str, old: str, new: str) -> Callable[[], None]:
    def change() -> None:
        text = Path(file).read_text()
        assert text.count(old) == 1, (file, old)
        Path(file).write_text(text.replace(old, new))

    return change


def removed(file: str) -> Callable[[], None]:
    return lambda: Path(file).unlink()


def nothing() -> None:
    pass


#: what -> (how it is broken, what is told, the file that --fix writes or "")
RULES = {
    "no points": (
        replaced(ASSIGNMENT, "points: 4", "points: 0"),
        (f"{ASSIGNMENT}:16:3: no exercise has points", "give one `points` above 0"),
        "",
    ),
    "no public case": (
        lambda: Path(ASSIGNMENT).write_text(
            Path(ASSIGNMENT)
            .read_text()
            .replace("      - name:", "      - visibility: hidden\n        name:")
        ),
        (f"{ASSIGNMENT}:23:7: weighted_mean has no public case", "without `visibility: hidden`"),
        "",
    ),
    "accepts what is not there": (
        replaced(ASSIGNMENT, "    points: 4", "    points: 4\n    accept: [divides_by_m]"),
        (f"{ASSIGNMENT}:18:14: weighted_mean accepts 'divides_by_m'", "did you mean 'divides_by_n'?"),
        "",
    ),
    "no template": (
        removed(TEMPLATE),
        (f"{TEMPLATE}: the template is missing, and with it weighted_mean", "(or --fix)"),
        TEMPLATE,
    ),
    "not in the template": (
        replaced(TEMPLATE, "def weighted_mean", "def mean"),
        (f"{TEMPLATE}: weighted_mean is missing in the template; write it", "(or --fix)"),
        TEMPLATE,
    ),
    "no docstring in the template": (
        replaced(TEMPLATE, DOCSTRING, ""),
        (f"{TEMPLATE}:9:1: weighted_mean has no docstring", "what it returns (or --fix)"),
        TEMPLATE,
    ),
    "a template that is no Python": (
        replaced(TEMPLATE, "def weighted_mean(x, w):", "def weighted_mean(x, w)"),
        (f"{TEMPLATE}:9:24: the template is not Python", "mend the file"),
        "",
    ),
    "not in the hand-out": (
        replaced(HANDOUT, "`weighted_mean(x, w)`", "The function"),
        (f"{HANDOUT}: does not mention weighted_mean", "`weighted_mean(...)` (or --fix)"),
        HANDOUT,
    ),
    "no hand-out": (removed(HANDOUT), (f"{HANDOUT}: does not mention weighted_mean",), HANDOUT),
    "an edit that does not apply": (
        replaced(MISTAKES, 'replace: "np.sum(w)", with', 'replace: "sum(w)", with'),
        (f"{MISTAKES}:13:45: divides_by_n: 'sum(w)' does not occur", "copy what `replace` names"),
        "",
    ),
    "no hint": (
        replaced(MISTAKES, "  hint: >-\n    The weights are not used.\n", ""),
        (f"{MISTAKES}:29:3: no_weights has no hint; write it: `hint` says",),
        "",
    ),
    "golden values that are missing": (
        removed(GOLDEN),
        (f"{GOLDEN}: is missing; `grader golden averages --write` freezes", "(or --fix)"),
        GOLDEN,
    ),
    "golden values of other inputs": (
        replaced(ASSIGNMENT, "seed: 101", "seed: 102"),
        (f"{GOLDEN}: was made from other inputs of weighted_mean/plain, 4 cases in all", "(or --fix)"),
        GOLDEN,
    ),
    "golden values that are contradicted": (
        replaced(REFERENCE, "np.sum(w * x) /", "2 * np.sum(w * x) /"),
        (f"{GOLDEN}: weighted_mean/plain: ", "if the reference is right as it is now, `grader golden"),
        "",
    ),
    "fingerprints that are stale": (
        replaced(MISTAKES, "The weights are not used.", "No weights are used."),
        (f"{FINGERPRINTS}: was made from other cases, mistakes", "--write` renews it (or --fix)"),
        FINGERPRINTS,
    ),
    "fingerprints that are damaged": (
        lambda: Path(FINGERPRINTS).write_text("{}"),
        (f"{FINGERPRINTS}: is damaged; `grader golden averages --write` renews it (or --fix)",),
        FINGERPRINTS,
    ),
}  # fmt: skip


def files() -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in sorted(Path().rglob("*")) if f.is_file()}


def validated(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = cli(["--course", ".", "validate", "averages", *more])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    return code, told.out.splitlines()


@pytest.mark.parametrize("what", RULES)
def test_a_rule_says_where_and_what_to_do(
    what: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, words, _ = RULES[what]
    broken()
    before = files()
    code, lines = validated(capsys)
    assert code == 1
    failed = [line for line in lines if line.startswith("FAILED")]
    assert any(all(word in line for word in words) for line in failed), failed
    assert files() == before  # dry, but for --fix


@pytest.mark.parametrize("what", [name for name, (*_, file) in RULES.items() if file])
def test_fix_makes_what_can_be_made(
    what: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, _, file = RULES[what]
    broken()
    _, lines = validated(capsys)
    count = sum(line.endswith("(or --fix)") for line in lines)
    assert lines[-1] == f"{count} of these are made by the same command with --fix"
    before = files()
    code, lines = validated(capsys, "--fix")
    assert code == 0, lines
    after = files()
    written = {name for name in after if before.get(name) != after[name]}
    assert file in written
    assert written <= {file, FINGERPRINTS}
    assert lines[0].startswith("averages: ")
    again = validated(capsys, "--fix")[1]
    assert not [line for line in again if "written" in line]
    assert files() == after


@pytest.mark.parametrize("what", [name for name, (*_, file) in RULES.items() if not file])
def test_fix_changes_nothing_else(
    what: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, words, _ = RULES[what]
    broken()
    # the reason stands in the file itself, or what is frozen contradicts it
    before = {name: data for name, data in files().items() if name not in (GOLDEN, FINGERPRINTS)}
    code, lines = validated(capsys, "--fix")
    assert code == 1
    assert any(words[0] in line for line in lines)
    after = {name: data for name, data in files().items() if name not in (GOLDEN, FINGERPRINTS)}
    assert after == before


def test_what_was_contradicted_is_not_frozen(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(REFERENCE, "np.sum(w * x) /", "2 * np.sum(w * x) /")()
    before = files()
    _, lines = validated(capsys, "--fix")
    assert any("left as it is: the reference answers otherwise" in line for line in lines)
    assert files() == before


def test_what_an_author_wrote_stays(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second exercise, of which only the reference and the entry in the YAML are there."""
    with Path(REFERENCE).open("a") as file:
        file.write(
            "\n\nclass Running:\n"
            '    """The mean so far; \\\\alpha says "how fast".\n\n    A slow one."""\n\n'
            "    def __init__(self, alpha: float = 0.5) -> None:\n        self.alpha = alpha\n\n"
            "    def _hidden(self) -> None:\n        pass\n\n"
            "    def add(self, x: float, *more: float) -> float:\n"
            '        """One more."""\n        return self.alpha * x\n'
        )
    with Path(ASSIGNMENT).open("a") as file:
        file.write(
            "  - name: Running\n    points: 1\n    reference: averages.Running\n"
            "    cases: [{name: one, args: [0.5]}]\n"
        )
    before = Path(TEMPLATE).read_text(), Path(HANDOUT).read_text()
    validated(capsys, "--fix")
    template, handout = Path(TEMPLATE).read_text(), Path(HANDOUT).read_text()
    assert template.startswith(before[0])
    assert template.removeprefix(before[0]) == (
        "\n\nclass Running:\n"
        '    r"""The mean so far; \\alpha says "how fast".\n\n    A slow one.\n    """\n\n'
        "    def __init__(self, alpha=0.5):\n        raise NotImplementedError\n\n"
        "    def add(self, x, *more):\n"
        '        """One more."""\n        raise NotImplementedError\n'
    )
    assert handout.removeprefix(before[1]) == (
        '\n**`Running(alpha)`** (1 point). The mean so far; \\alpha says "how fast".\n'
    )


def test_a_table_of_answers_gets_its_keys_without_the_answers() -> None:
    reference = Reference({"hand.py": b'ANSWERS = {"a": 3.0, "dL/db": 5}\nTEXT = "t"\n'})
    table = Exercise(name="ANSWERS", points=1, reference="hand.ANSWERS")
    assert stub(reference, table) == 'ANSWERS = {\n    "a": None,\n    "dL/db": None,\n}\n'
    assert stub(reference, Exercise(name="T", points=1, reference="hand.TEXT")) == "T = None\n"
    assert bullet(reference, table) == "**`ANSWERS`** (1 point).\n"
    reference.close()


@pytest.mark.parametrize(
    "code",
    [
        "def weighted_mean(x, w): raise NotImplementedError\n",
        "def weighted_mean(x, w):\n    pass; raise NotImplementedError\n",
        "def weighted_mean(x, w):\n    # a note\n    @print\n    def inner(): ...\n    return inner\n",
    ],
)
def test_a_docstring_is_put_in_beside_what_is_there(
    code: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(TEMPLATE).write_text(code)
    validated(capsys, "--fix")
    found = Path(TEMPLATE).read_text()
    assert found.replace(DOCSTRING, "") == code
    assert (found == code) == ("w): raise" in code)


def test_an_oracle_that_contradicts_names_the_line_and_the_case(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oracle = Path("reference/oracles")
    oracle.mkdir()
    (oracle / "__init__.py").write_text(
        "def witness(whom):\n    def mark(function):\n        function.witness = whom\n"
        "        return function\n    return mark\n"
    )
    (oracle / "averages.py").write_text(
        "import numpy as np\nfrom . import witness\n\n\n@witness('numpy')\n"
        "def weighted_mean(x, w):\n    return 1.001 * np.average(x, weights=w)\n"
    )
    code, lines = validated(capsys, "--cases", "2")
    assert code == 1
    (line,) = [line for line in lines if line.startswith("FAILED oracle-frozen")]
    assert "reference/averages.py:11: the largest error is 0.001 on case weighted_mean/" in line
    assert "the reference and this oracle disagree: correct the one that is wrong" in line
