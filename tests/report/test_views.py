"""Figures and pages as values, without a browser."""

import re

import msgspec
import pytest

from grader.model import (
    CaseResult,
    ErrorSize,
    ExerciseResult,
    Figures,
    Finding,
    Grade,
    Pictures,
    Result,
    Surface,
    TorchVerdict,
    Track,
)  # fmt: skip
from grader.model.pictures import (
    Code,
    Curve,
    CurvesFigure,
    ErrorsFigure,
    GraphFigure,
    GraphNode,
    Network,
    NetworkFigure,
    Quantity,
    Sketch,
    Tensor,
    TensorsFigure,
)  # fmt: skip
from grader.report import student_page
from grader.report.classroom import ClassView, ExerciseRate, Line, class_page, statistics
from grader.report.code import lines_of, rows_of
from grader.report.figures import view_of
from grader.report.figures.charts import ErrorsView
from grader.report.figures.graph import GraphView
from grader.report.figures.network import NetworkView
from grader.report.figures.plane import race_view, way_view
from grader.report.figures.svg import chart, log_chart, number, relative
from grader.report.figures.tensors import TensorsView, grid_of
from grader.report.render import visible
from grader.report.student import view

SURFACE = Surface(
    name="bowl", title="a bowl", terms=((1.0, 2, 0), (1.0, 0, 2)), x=(-1, 1), y=(-1, 1),
    start=(0.5, 0.5), steps=2, racers={"A": [1], "B": [1]},
    tracks={
        "A": Track(((0.5, 0.5), (0.2, 0.2), (0.1, 0.1)), {"v": ((1.0, 1.0), (0.0, 0.0))}),
        "B": Track(((0.5, 0.5), (0.4, 0.4), (0.3, 0.3))),
    },
)  # fmt: skip
OWN = Track(((0.5, 0.5), (1e200, -1e200)), {"v": ((2.0, 2.0), (9.0, 9.0))})


def result(*statuses: str) -> Result:
    exercises = tuple(
        ExerciseResult(
            name=name, score=float(status == "passed"), max_score=1.0, status=status,  # type: ignore[arg-type]
            cases=(CaseResult(name="c", visibility="public",
                              status="passed" if status == "passed" else "failed", message="off"),),
        )
        for name, status in zip("ABCDEF", statuses, strict=False)
    )  # fmt: skip
    return Result(
        assignment="x", submission="s", status="graded", score=sum(e.score for e in exercises),
        max_score=float(len(exercises)), isolation="sealed", seconds=0.0, stdout="", exercises=exercises,
    )  # fmt: skip


def only(exercise: ExerciseResult) -> Result:
    """A result of one exercise."""
    return msgspec.structs.replace(result("failed"), exercises=(exercise,))


def graded(notes: tuple[str, ...], score: float = 0.0, **exercises: float) -> Grade:
    return Grade(
        score=score, max_score=2.0, raw=score, exercises=dict(exercises), late=False, notes=notes
    )


def test_the_page_shows_the_grade_and_not_the_points() -> None:
    grade = graded(("1 day late: 10 % off",), 0.45, A=0.5, B=0.0)
    page = view(result("passed", "failed"), grade, Figures(), Pictures())
    assert (page.score, page.max_score, page.percent) == ("0.45", "2", 22)
    assert {e.name: e.points for e in page.exercises} == {"A": "0.5 of 1, by hand", "B": "0 of 1"}
    nothing = view(result("passed", "failed"), None, Figures(), Pictures())
    assert (nothing.score, nothing.percent) == ("1", 50)


def test_what_is_next_stands_first() -> None:
    page = view(result("passed", "not_implemented", "failed", "error"), None, Figures(), Pictures())
    assert [e.name for e in page.exercises] == ["D", "C", "B", "A"]
    assert page.next is not None
    assert page.next.exercise == "D"
    assert page.next.reason == "off"
    assert page.percent == 25
    assert [e.open for e in page.exercises] == [True, True, False, False]
    assert view(result("passed"), None, Figures(), Pictures()).next is None


def test_a_page_needs_no_pictures() -> None:
    html = student_page(result("passed", "failed"), graded(("late",)))
    assert '<p class="note">late</p>' in html
    assert "figure" not in re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)


def test_the_policy_names_the_script_and_the_style_that_stand_there() -> None:
    import base64
    import hashlib

    html = student_page(result("passed"))
    for kind in ("style", "script"):
        (text,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in html
    assert "unsafe" not in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a⟨1B⟩[31mb"),
        ("\u202ea", "⟨202E⟩a"),
        ("\ud800", "⟨D800⟩"),
        ("a\tb\nc", "a\tb\nc"),
        ("é→", "é→"),
    ],
)
def test_what_cannot_be_seen_stands_as_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert shown in student_page(result("failed"), graded((text,)))


def test_code_keeps_every_character() -> None:
    text = "def f(x):  # <b>\n    s = '''a\n  b''' + r\"\\\"\" + 'open\n    return 1.5e3 if x else self\n"
    plain = [re.sub(r"<[^>]*>", "", line) for line in lines_of(text)]
    unescaped = [
        line.replace("&#39;", "'").replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        for line in plain
    ]
    assert "\n".join(unescaped) == text
    marked = "\n".join(lines_of(text))
    assert '<i class="k">def</i>' in marked
    assert '<i class="c"># &lt;b&gt;</i>' in marked
    assert '<i class="n">1.5e3</i>' in marked


def test_the_way_is_shown_where_it_is_furthest_off() -> None:
    other = Surface(name="flat", title="flat", terms=(), x=(-1, 1), y=(-1, 1), start=(0, 0), steps=2,
                    racers={}, tracks={"A": Track(((0.0, 0.0), (0.0, 0.0)))})  # fmt: skip
    pictures = Pictures(surfaces=(other, SURFACE))
    figures = Figures(tracks={"bowl": {"A": OWN}, "flat": {"A": other.tracks["A"]}})
    way = way_view("A", pictures, figures, right=False)
    assert way is not None
    assert way.surface == "bowl"
    assert [path.own for path in way.paths] == [False, True]
    assert "after 1 steps" in way.about
    assert [c.title for c in way.charts] == ["|θ|", "loss", "error", "|v|"]
    assert [line.label for line in way.charts[3].lines] == [
        "x, yours",
        "y, yours",
        "x, expected",
        "y, expected",
    ]
    for path in way.paths:  # what lies far outside stands near the edge, and not at 1e200
        assert all(abs(float(n)) < 3000 for n in re.findall(r"-?[\d.e+]+", path.points))
    right = way_view("A", pictures, Figures(), right=True)
    assert right is not None
    assert right.paths[0].points == right.paths[1].points
    assert way_view("C", pictures, figures, right=False) is None
    missing = way_view("A", pictures, Figures(), right=False)
    assert missing is not None
    assert "yours was not drawn" in missing.about


def test_the_race() -> None:
    pictures = Pictures(surfaces=(SURFACE,))
    race = race_view(pictures, Figures(tracks={"bowl": {"A": OWN}}), ["B", "A", "C"], ["B"])
    assert race is not None
    assert race.racers == ((0, "B", True), (1, "A", False))
    assert [(p.label, p.own) for p in race.ways[0].paths] == [
        ("B", True),
        ("A", False),
        ("A", True),
    ]
    assert race_view(pictures, Figures(), ["A"], []) is None


def test_charts_survive_any_numbers() -> None:
    inf, nan = float("inf"), float("nan")
    for row in (
        [],
        [0.0],
        [nan, inf, -inf],
        [1e-300, 1e300],
        [0.0, 0.0],
        [1.0, nan, 2.0],
        [-1.0, 1.0],
    ):
        for made in (
            chart("t", "a", [("x", "c0", row)]),
            log_chart("t", "a", [("x", "c0", row)], [(1e-10, "tol")]),
        ):
            for line in made.lines:
                assert re.fullmatch(r"m-?\d+[ -]\d+([ -]-?\d+)*", line.path), line.path
            assert all(
                0 <= float(y) <= made.height for y in re.findall(r'<text y="([^"]*)"', made.axes)
            )


def test_paths_are_relative_and_short() -> None:
    assert relative([0, 1.2, 1.4], [0, -2, 5]) == "m0 0 1-2 0 7"
    assert relative([], []) == "m0 0"
    assert [number(v) for v in (None, "nan", 1.5, 1e-7, 123456789.0)] == [
        "–",
        "nan",
        "1.5",
        "1e-7",
        "1.23457e8",
    ]


def test_tensors_are_tables_or_maps() -> None:
    small = Tensor(name="dW", shape=(1, 2), wrong=1, size=2, error=0.5, expected=[[1.0, 2.0]],
                   got=[[1.0, 2.0000001]], levels=[[0, 2]])  # fmt: skip
    large = Tensor(
        name="", shape=(2, 3), wrong=2, size=6, error="inf", levels=[[0, 0, 1], [5, 5, 5]]
    )
    found = view_of(TensorsFigure(case="c", tensors=(small, large)), Pictures())
    assert isinstance(found, TensorsView)
    table, heat = found.tensors
    assert [(c.got, c.expected, c.level) for c in table.cells[0]] == [
        ("1", "1", 0),
        ("2.0000001", "2", 2),
    ]
    assert [(s.x, s.y, s.width, s.level) for s in heat.strips] == [
        (0, 0, 24, 0),
        (24, 0, 12, 1),
        (0, 12, 36, 5),
    ]
    assert (table.name, heat.name, heat.shape) == ("dW", "the answer", "2 × 3")
    assert "inf" in heat.note


def test_inputs_by_their_size() -> None:
    assert grid_of(Quantity("x", (2,), [1.0, 2.0])).rows == (("1", "2"),)
    assert grid_of(Quantity("x", (9, 9), None)).text == "9 × 9"
    assert grid_of(Quantity("x", (2, 2, 2), [[[1]]])).text == "2 × 2 × 2"
    assert grid_of(Quantity("alpha", (), 0.5)).text == "0.5"
    assert grid_of(Quantity("gradient", (), "of a quadratic")).text == "of a quadratic"


def node(place: tuple[int, int], *predecessors: int, off: bool = False) -> GraphNode:
    return GraphNode(operation="add", predecessors=predecessors, place=place, value=1.0, got="nan",
                     expected=1.0, off=off)  # fmt: skip


def test_a_graph_has_a_place_for_every_node_and_edge() -> None:
    nodes = (node((0, 0)), node((0, 1)), node((1, 0), 0, 1), node((2, 0), 2, 0, 2, off=True))
    found = view_of(GraphFigure(case="c", nodes=nodes, backward=True), Pictures())
    assert isinstance(found, GraphView)
    assert len(found.edges) == 5
    assert len({edge.path for edge in found.edges}) == 5  # the same edge twice is seen twice
    assert len({(n.x, n.y) for n in found.nodes}) == 4
    assert all(0 <= n.x <= found.width and 0 <= n.y <= found.height for n in found.nodes)
    assert "off at node 3" in found.about


def test_a_network_shows_what_was_asked_for() -> None:
    network = Network(layers=(("x",), ("o",)), edges=(("x", "o", "w"),), given={"x": 2.0, "w": 3.0})
    values = {"o": (6.0, None, False), "dL/dw": (1.0, None, True), "dL/dx": (None, None, True)}
    found = view_of(NetworkFigure(case="", values=values), Pictures(network=network))  # type: ignore[arg-type]
    assert isinstance(found, NetworkView)
    assert found.by_hand
    x, o = found.units
    assert (x.value, x.gradient, x.gradient_kind) == ("2", "?", "off")
    assert (o.value, o.value_kind, o.gradient) == ("6", "right", "")
    assert (found.weights[0].name, found.weights[0].gradient) == ("w = 3", "1")
    assert view_of(NetworkFigure(case="c", values=values), Pictures())  # type: ignore[arg-type]


def test_curves_and_errors() -> None:
    curves = CurvesFigure(case="c", about="", got=(Curve("dev", (1.0, 0.5, "nan")),),
                          expected=(Curve("dev", (1.0, 0.5, 0.7)),), best=1, best_expected=0)  # fmt: skip
    made = view_of(curves, Pictures())
    assert [d.label for d in made.chart.downs] == ["best", "best, expected"]  # type: ignore[union-attr]
    assert [line.label for line in made.chart.lines] == ["dev", "dev, expected"]  # type: ignore[union-attr]
    errors = view_of(
        ErrorsFigure(case="c", tensors=(("W", (0.0, 1e-3, "inf")),), tolerance=1e-10), Pictures()
    )
    assert isinstance(errors, ErrorsView)
    assert errors.chart.across[0].label == "tolerance"


def test_every_kind_of_figure_is_rendered() -> None:
    figures = (
        TensorsFigure(case="c", tensors=()),
        GraphFigure(case="c", nodes=(node((0, 0)),), backward=False),
        NetworkFigure(case="c", values={"o": (1.0, 2.0, True)}),
        ErrorsFigure(case="c", tensors=(("W", (0.0, 1.0)),), tolerance=1e-10),
        CurvesFigure(case="c", about="", got=(), expected=(Curve("dev", (1.0,)),)),
    )
    sketch = Sketch(
        code=Code("x.py", 3, "a = 1\nb", (4,)),
        case="c",
        inputs=(Quantity("x", (1,), [1.0]),),
        figures=figures,
    )
    html = student_page(result("failed"), None, Figures(sketches={"A": sketch}), Pictures())
    for words in (
        "Entry by entry",
        "The graph of",
        "The network with your numbers",
        "leaves the expected one",
        "Learning curves",
        "Its inputs",
    ):
        assert words in html
    assert '<span class="row marked"><span class="no">4</span>b</span>' in html


def line(score: float | None, late: bool = False) -> Line:
    return Line(
        id="a b",
        name="n",
        score=score,
        max_score=10.0,
        status="graded",
        late=late,
        exercises=("passed",),
    )


def test_the_numbers_of_a_class() -> None:
    assert statistics([line(10.0), line(5.0, True), line(0.0), line(None)]) == {
        "mean": 50.0, "median": 50.0, "full": 1, "late": 1,
    }  # fmt: skip
    assert statistics([])["median"] == 0.0
    html = class_page(
        ClassView(
            title="t",
            isolation="limits",
            exercises=(ExerciseRate("A", 1, 2),),
            lines=(line(12.0), line(-1.0)),
        )
    )
    assert "not sealed off" in html
    assert 'href="reports/a%20b.html"' in html
    assert "90–100: 1" in html
    assert "0–10: 1" in html
    assert "50 %, 1" in html


def test_a_picture_that_fails_costs_the_picture_only(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = Figures(sketches={"A": Sketch(figures=(TensorsFigure(case="c", tensors=()),))})
    for broken in ("view_of", "way_view", "race_view", "contours_view", "grid_of"):
        monkeypatch.setattr(f"grader.report.student.{broken}", lambda *_: 1 / 0)
        html = student_page(result("failed"), None, figures, Pictures(surfaces=(SURFACE,)))
        assert "0</strong> of 1" in html
    monkeypatch.setattr("grader.report.student.render", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        student_page(result("failed"))


def test_long_texts_do_not_make_a_long_page() -> None:
    cases = tuple(
        CaseResult(
            name=f"c{i}",
            visibility="public",
            status="error",
            message="\u200b" * 2000,
            traceback="\u200b" * 9000,
        )
        for i in range(60)
    )
    exercise = ExerciseResult(name="A", score=0.0, max_score=1.0, status="error", cases=cases)
    long = msgspec.structs.replace(
        result("failed"), exercises=(exercise,), stdout="\u200b" * 90_000
    )
    html = student_page(long, None, Figures(), Pictures())
    assert len(html) < 150_000
    assert html.count("Traceback") <= 3


def test_code_that_is_nothing_but_quotes_makes_no_long_page() -> None:
    text = "\n".join(["x = " + "'' \"\"" * 30] * 38)
    assert len(rows_of(text, 1, ())) < 8 * len(text)
    assert '<i class="s">' in rows_of("x = 'a'", 1, ())


def test_what_follows_from_an_earlier_mistake_is_not_said_to_be_as_expected() -> None:
    finding = Finding(kind="follow_through", message="right, given your B")
    exercise = ExerciseResult(name="A", score=1.0, max_score=1.0, status="passed", findings=(finding,),
                              cases=(CaseResult(name="c", visibility="public", status="passed"),))  # fmt: skip
    given = only(exercise)
    errors = ErrorsFigure(case="c", tensors=(("W", (0.0, 1.0)),), tolerance=1e-10)
    figures = Figures(
        sketches={"A": Sketch(case="c", figures=(errors,))}, tracks={"bowl": {"A": OWN}}
    )
    page = view(given, None, figures, Pictures(surfaces=(SURFACE,)))
    (shown,) = page.exercises
    assert shown.smallest is None
    assert shown.beside == shown.figures == ()
    assert shown.way is not None
    assert "and so does yours" not in shown.way.about
    assert "yours at" in shown.way.about


def test_no_hidden_case_is_called_the_smallest() -> None:
    hidden = CaseResult(
        name="hidden cases", visibility="hidden", status="failed", message="2 of 5 are right"
    )
    exercise = ExerciseResult(name="A", score=0.5, max_score=1.0, status="partial", cases=(hidden,))
    page = view(only(exercise), None, Figures(), Pictures())
    assert page.exercises[0].smallest is None


def test_an_accepted_variant_is_called_one() -> None:
    case = CaseResult(name="c", visibility="public", status="passed", accepted=True,
                      error=ErrorSize(1.0, 1.0), torch=TorchVerdict("failed", 1.0))  # fmt: skip
    exercise = ExerciseResult(name="A", score=1.0, max_score=1.0, status="passed", cases=(case,))
    page = view(only(exercise), None, Figures(), Pictures())
    assert page.exercises[0].cases[0].judges == (
        ("reference", "accepts it", True),
        ("PyTorch", "differs", False),
    )
