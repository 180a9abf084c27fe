"""Which of the names is told where several fit: the nearest one; of equal mistakes, all."""

import numpy as np
import pytest

from grader.audit.known import audit_inherited
from grader.audit.model import ExerciseAudit
from grader.audit.report import AssignmentAudit, as_json, faults_of
from grader.diagnose.catalogue import Catalogue, Known, Row, Table
from grader.diagnose.naming import chosen
from grader.model import Assignment

TEXTS = {
    "l2_here": Known(id="l2_here", assignment="training", exercise="adam_l2_step"),
    "other": Known(id="other", assignment="training", exercise="adam_l2_step", same_as="l2_here"),
    "losses/l2": Known(id="l2", assignment="losses", exercise="l2_grad"),
    "backprop/lin": Known(id="lin", assignment="backprop", exercise="linear_backward"),
    "backprop/mlp": Known(id="mlp", assignment="backprop", exercise="mlp_backward"),
}


def rows(*keys: str) -> list[Row]:
    return [Row("inherited", (key,)) for key in keys]


@pytest.mark.parametrize(
    ("fits", "named"),
    [
        (("losses/l2", "l2_here"), "l2_here"),  # of the same assignment
        (("losses/l2", "backprop/lin"), "backprop/lin"),  # of the one that builds on the other
        (("backprop/lin", "backprop/mlp"), "backprop/mlp"),  # of what the other is part of
        (("l2_here", "other"), "l2_here"),
        (("losses/l2",), "losses/l2"),
    ],
)
def test_the_nearest_name_is_told(fits: tuple[str, ...], named: str) -> None:
    for order in (fits, fits[::-1]):
        one = chosen(Catalogue({}, TEXTS), rows(*order))
        assert one is not None
        assert Catalogue({}, TEXTS).canonical(one.keys[0]) == named


def test_a_mistake_of_its_own_is_nearer() -> None:
    own = Row("mistake", ("backprop/lin",))
    assert chosen(Catalogue({}, TEXTS), [*rows("l2_here"), own]) == own


def test_two_of_one_exercise_have_no_name() -> None:
    texts = TEXTS | {"ce": Known(id="ce", assignment="training", exercise="adam_l2_step")}
    assert chosen(Catalogue({}, texts), rows("l2_here", "ce")) is None


def test_the_mistakes_that_no_input_tells_apart_are_known_to_each_other() -> None:
    found = Catalogue({}, TEXTS).alternatives("other")
    assert [text.id for text in found] == ["l2_here", "other"]
    assert [text.id for text in Catalogue({}, TEXTS).alternatives("losses/l2")] == ["l2"]


def test_the_audit_asks_for_inherited_names() -> None:
    texts = TEXTS | {"ce": Known(id="ce", assignment="training", exercise="adam_l2_step")}
    numbers = np.array([1.0, 1.0, 2.0])[:, None, None]
    table = Table(["x"], rows("l2_here", "ce", "losses/l2"), np.zeros((3, 1), np.int64), numbers)
    found = audit_inherited(Catalogue({"train": table}, texts), "train", 1e-9)
    assert (found.of, found.unnamed) == (3, ("l2_here", "ce"))
    assert audit_inherited(Catalogue({}, texts), "train", 1e-9).of == 0
    exercise = ExerciseAudit(assignment="training", exercise="train", inherited=found)
    assignment = Assignment(name="training", title="", folder="", module="training", seed=0)
    audit = AssignmentAudit(assignment, (exercise,))
    words = "train: 2 of 3 mistakes of other exercises get no name here: l2_here, ce"
    assert words in faults_of(audit)
    assert as_json([audit])["assignments"][0]["inherited"] == {
        "of": 3,
        "unnamed": [
            {"exercise": "train", "mistake": "l2_here"}, {"exercise": "train", "mistake": "ce"}
        ],
    }  # fmt: skip
