"""What may be used without effect: what it returns, what is told, and that it is no number."""

import numpy as np
import pytest

from grader.runner import LABEL
from grader.runner.notes import Notes
from grader.runner.quiet import ANSWERS, KINDS, QuietModules, keyboard
from grader.runner.statements import import_clock


def run(source: str, notes: Notes, kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, object]:
    """Runs lines of a student's file with plt, tqdm and files in place."""
    modules = QuietModules(kinds, notes)
    names = {"plt": "matplotlib.pyplot", "bars": "tqdm.auto", "files": "google.colab.files"}
    namespace: dict[str, object] = {key: modules.create(name) for key, name in names.items()}
    with import_clock(10.0):
        exec(compile(source, f"{LABEL}/losses.py", "exec"), namespace)
    return namespace


@pytest.mark.parametrize(
    "line",
    [
        "fig, ax = plt.subplots(); ax.plot([1])",
        "fig, (a, b) = plt.subplots(1, 2); a.bar([1], [2]); b.set(title='b')",
        "fig, axes = plt.subplots(2, 3); [ax.plot([1]) for ax in axes.flat]; axes[1, 2].legend()",
        "fig, axes = plt.subplots(1, 1, squeeze=False); axes[0, 0].plot([1])",
        "(line,) = plt.plot([1, 2]); line.set_color('r')",
        "counts, edges, patches = plt.hist([1, 2])",
        "plt.rcParams['figure.dpi'] = 90; plt.title = 'kept nowhere'",
        "with plt.style.context('x'): plt.savefig('a.png')",
        "for name in files.upload().keys(): print(name)",
        "assert sum(bars.tqdm([1, 2, 3], desc='x')) == 6 and len(bars.tqdm([1])) == 1",
        "assert list(bars.trange(2, 5)) == [2, 3, 4]",
        "assert list(bars.tqdm([1, 2], 'epochs', 2)) == [1, 2]",
        "assert list(bars.tenumerate('ab')) == [(0, 'a'), (1, 'b')]",
        "assert list(bars.tzip([1], [2])) == [(1, 2)] and list(bars.tmap(abs, [-1])) == [1]",
        "low, high = plt.xlim(); fig, axes = plt.subplot_mosaic('ab')",
        "bar = bars.tqdm(range(2))\nfor _ in bar: bar.set_postfix(loss=1)",
        "@plt.FuncFormatter\ndef kept(x): return x\nassert kept(3) == 3",
    ],
)
def test_it_can_be_used_and_is_told_once(line: str) -> None:
    notes = Notes()
    run(f"{line}\n{line}", notes)
    called = "(" in line.replace("(line,)", "").replace("(a, b)", "")
    if called:
        ((file, number, words),) = notes.found
        assert (file, number) == ("losses.py", 1)
        assert "has no effect while this is graded" in str(words)


@pytest.mark.parametrize(
    "line",
    ["float(plt.xlim()[0])", "plt.xlim()[1] + 1", "1 * plt.pi", "np.asarray(plt.plot)", "plt.x < 1",
     "bool(plt.show())", "np.array([1.0]) * plt.gca()"],
)  # fmt: skip
def test_it_is_no_number(line: str) -> None:
    with pytest.raises(ModuleNotFoundError, match="there is no module 'matplotlib' here"):
        run(f"import numpy as np\n{line}", Notes())


def test_what_a_course_does_not_allow_is_not_made() -> None:
    modules = QuietModules(("plots",), Notes())
    assert modules.create("matplotlib.pyplot") is not None
    for name in ("tqdm", "google.colab", "torch", "matplotlibrary"):
        assert modules.create(name) is None


def test_nobody_answers_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    notes, asked = Notes(), []
    ask = keyboard(lambda prompt: asked.append(prompt) or "asked", notes)  # type: ignore[func-returns-value]
    assert ask("in a function? ") == "asked"
    with import_clock(10.0):
        assert [ask("at the top? ") for _ in range(ANSWERS)] == [""] * ANSWERS
        assert ask("again? ") == "asked"
    assert asked == ["in a function? ", "again? "]
    assert capsys.readouterr().out.count("at the top?") == ANSWERS
    assert len(notes.found) == 1


def test_axes_are_an_array_as_matplotlib_makes_it() -> None:
    namespace = run("_, axes = plt.subplots(2, 3)\n_, row = plt.subplots(1, 3)", Notes())
    axes, row = namespace["axes"], namespace["row"]
    assert isinstance(axes, np.ndarray)
    assert isinstance(row, np.ndarray)
    assert (axes.shape, row.shape) == ((2, 3), (3,))
