"""Rules on what happens in time: where they speak, and where they must not."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from looks import look, rule_of

from grader.diagnose.evidence import CaseEvidence, Evidence, Statement
from grader.diagnose.forms import distributed
from grader.diagnose.inputs import epsilon, some_inputs
from grader.diagnose.roles import diagonal, gold_entries, layers
from grader.diagnose.structure import one_tensor, structure
from grader.diagnose.traces import (
    alike_rows,
    epochs,
    histories_right,
    shifted,
    some_histories_right,
    state,
)
from grader.model import Divergence

# --- the state of a run ---------------------------------------------------------------------------


def states(*places: Mapping[str, Any]) -> Statement | None:
    """The rule's answer where the first steps that are off say these things of the state."""
    one, two = np.array([1.0, 2.0]), np.array([2.0, 3.0])
    return state(Evidence([look(one, two, place=Divergence(step=2, **p)) for p in places]))


def test_the_state_is_right_and_theta_is_not() -> None:
    said = states({"right_states": ("s", "r")}, {"right_states": ("s", "r")})
    assert said == Statement("state_right", {"states": ["s", "r"]})


def test_the_state_goes_wrong() -> None:
    assert states({"state": "v"}, {"state": "v"}, {}) == Statement("state_off", {"state": "v"})
    offset = {"state": "r", "offset": 1.0}
    assert rule_of(states(offset, offset)) == "state_offset"
    assert rule_of(states(offset, {"state": "r", "offset": 0.9})) == "state_offset_of_case"


def test_a_state_with_another_sign_or_size() -> None:
    """It may be a form of its own, so that is told only when nothing of the state goes wrong."""
    turned = {"scaled_states": (("v", -1.0),)}
    assert states(turned, turned) == Statement("state_turned", {"state": "v"})
    off = {"state": "v", "scaled_states": (("v", -1.0),)}
    assert states(off, off) == Statement("state_off_turned", {"state": "v"})
    assert states(off, {"state": "v"}) == Statement("state_off", {"state": "v"})
    assert states(turned, {"right_states": ("v",)}) is None
    assert states(turned, {"scaled_states": (("v", 3.0),)}) is None


def test_a_state_that_is_a_quantity_times_the_lectures() -> None:
    one, two = np.array([1.0, 2.0]), np.array([2.0, 3.0])
    looks = [
        look(one, two, args=[beta], names=["beta"],
             place=Divergence(step=1, scaled_states=(("r", 1 / (1 - beta)),)))
        for beta in (0.9, 0.75)
    ]  # fmt: skip
    said = state(Evidence(looks))
    assert rule_of(said) == "state_divided"
    assert said is not None
    assert said.parameters["quantity"] == {"kind": "complement", "name": "beta"}
    assert state(Evidence(looks[:1])) is None  # one case may be any quantity


def test_of_the_state_nothing_is_said_where_cases_disagree_or_it_is_not_known() -> None:
    assert states({"state": "v"}, {"right_states": ("v",)}) is None
    assert states({"state": "s"}, {"state": "r"}) is None
    assert states({}, {}) is None
    assert states({"state": "v"}, {}, {}) is None
    assert states({"state": "r", "offset": 1.0}, {"state": "r"}) is None


# --- rows -----------------------------------------------------------------------------------------

WAY = np.array([[0.0, 1.0], [1.0, 3.0], [2.0, 2.0], [4.0, 0.0]])
LOSSES = np.array([5.0, 3.0, 2.0, 1.5, 1.2])


def test_every_row_is_the_last_one() -> None:
    alike = np.broadcast_to(WAY[-1], WAY.shape).copy()
    assert rule_of(alike_rows(Evidence([look(WAY, alike, "run")]))) == "alike_rows"
    other = alike + 1
    assert alike_rows(Evidence([look(WAY, other, "run")])) is None
    assert alike_rows(Evidence([look(WAY, alike, "run"), look(WAY, WAY + 1, "run")])) is None


def test_rows_are_shifted() -> None:
    late = {"losses": np.append(9.0, LOSSES[:-1])}
    early = {"losses": np.append(LOSSES[1:], 1.0)}
    wanted = {"losses": LOSSES}
    assert rule_of(shifted(Evidence([look(wanted, late, "run")]))) == "rows_late"
    assert rule_of(shifted(Evidence([look(wanted, early, "run")]))) == "rows_early"
    longer = {"losses": np.concatenate([[9.0], LOSSES])}  # and so it stops an epoch later
    assert rule_of(shifted(Evidence([look(wanted, longer, "run")]))) == "rows_late"


def test_rows_that_are_otherwise_wrong_are_not_shifted() -> None:
    wanted = {"losses": LOSSES}
    late = {"losses": np.append(9.0, LOSSES[:-1])}
    noise = {"losses": LOSSES + 0.1}
    assert shifted(Evidence([look(wanted, noise, "run")])) is None
    assert shifted(Evidence([look(wanted, late, "run"), look(wanted, noise, "run")])) is None
    assert shifted(Evidence([look(LOSSES, np.append(9.0, LOSSES[:-1]))])) is None  # no run
    equal = {"losses": np.ones(5)}
    assert shifted(Evidence([look(equal, {"losses": np.full(5, 2.0)}, "run")])) is None


NAMES = ("theta", "permutations", "m")


def sgd(first_off: int) -> CaseEvidence:
    """A run of two epochs of three steps each, off from a step on."""
    right = np.cumsum(np.ones((7, 2)), axis=0)
    got = right.copy()
    got[first_off:] += 0.5
    permutations = [np.array([2, 0, 1, 4, 3]), np.array([0, 1, 2, 3, 4])]
    return look(right, got, "run", [np.zeros(2), permutations, 2], NAMES)


def test_the_second_epoch() -> None:
    assert rule_of(epochs(Evidence([sgd(4), sgd(5)]))) == "second_epoch"


def test_the_second_epoch_is_not_the_first() -> None:
    assert epochs(Evidence([sgd(3)])) is None
    assert epochs(Evidence([sgd(4), sgd(1)])) is None
    assert epochs(Evidence([look(WAY, WAY + np.array([[0], [1], [1], [1]]), "run")])) is None


def test_histories_are_right_as_far_as_they_go() -> None:
    wanted = {"losses": LOSSES, "best": 4}
    shorter = {"losses": LOSSES[:3], "best": 2}
    other_best = {"losses": LOSSES, "best": 3}
    said = histories_right(
        Evidence([look(wanted, shorter, "run"), look(wanted, other_best, "run")])
    )
    assert rule_of(said) == "histories_right"
    noise = {"losses": LOSSES + 0.1, "best": 3}
    assert (
        histories_right(Evidence([look(wanted, shorter, "run"), look(wanted, noise, "run")]))
        is None
    )
    assert (
        histories_right(Evidence([look(LOSSES, LOSSES[:3], "run")])) is None
    )  # no parts beside it
    assert histories_right(Evidence([look(wanted, shorter)])) is None  # no run


def test_one_of_two_histories_is_right() -> None:
    wanted = {"train": LOSSES, "dev": LOSSES + 1}
    first = {"train": LOSSES, "dev": LOSSES + 2}
    shorter = {"train": LOSSES[:4], "dev": LOSSES[:4] ** 2}
    looks = [look(wanted, first, "run"), look(wanted, shorter, "run")]
    said = some_histories_right(Evidence(looks))
    assert said == Statement(
        "some_histories_right", {"histories": ["train"], "other_histories": ["dev"]}
    )
    other = look(wanted, {"train": LOSSES + 1, "dev": LOSSES + 1}, "run")
    assert some_histories_right(Evidence([*looks, other])) is None
    assert some_histories_right(Evidence(looks[:1])) is None
    both = look(wanted, {"train": LOSSES[:4], "dev": LOSSES[:4] + 1}, "run")
    assert some_histories_right(Evidence([both, both])) is None, "both are right so far"


# --- entries --------------------------------------------------------------------------------------


def wrong_at(mask: np.ndarray, gold: np.ndarray | None = None) -> CaseEvidence:
    expected = np.arange(1.0, 10.0).reshape(3, 3)
    got = expected + 0.3 * mask
    given = () if gold is None else (gold,)
    return look(expected, got, args=given, names=["gold"] if given else [])


EYE = np.eye(3, dtype=bool)
GOLD = np.array([1, 0, 1])
AT_GOLD = np.array([[0, 1, 0], [1, 0, 0], [0, 1, 0]], dtype=bool)


def test_the_diagonal() -> None:
    assert rule_of(diagonal(Evidence([wrong_at(EYE)]))) == "only_diagonal"
    assert rule_of(diagonal(Evidence([wrong_at(~EYE)]))) == "all_but_diagonal"
    assert diagonal(Evidence([wrong_at(EYE), wrong_at(~EYE)])) is None
    assert diagonal(Evidence([wrong_at(np.ones((3, 3)))])) is None
    assert diagonal(Evidence([look(np.ones((2, 3)), np.zeros((2, 3)))])) is None


def test_the_gold_class() -> None:
    assert rule_of(gold_entries(Evidence([wrong_at(AT_GOLD, GOLD)]))) == "only_gold"
    assert rule_of(gold_entries(Evidence([wrong_at(~AT_GOLD, GOLD)]))) == "all_but_gold"
    assert gold_entries(Evidence([wrong_at(AT_GOLD)])) is None
    both = AT_GOLD | EYE
    assert gold_entries(Evidence([wrong_at(both, GOLD)])) is None


def network(*off: int, backwards: bool = True) -> CaseEvidence:
    expected = [np.ones((2, 2)), np.ones(2), np.ones((2, 2)), np.ones(2)]
    got = [part + (i in off) for i, part in enumerate(expected)]
    return look(expected, got, backwards=backwards)


def test_the_last_layers_are_right() -> None:
    said = layers(Evidence([network(0, 1), network(0, 1)]))
    assert said == Statement("last_arrays_right", {"right": 2})
    every = [network(0, 1, 2, 3)] * 2
    assert rule_of(layers(Evidence(every))) == "last_array_off"


def test_layers_say_nothing_where_there_is_no_such_end() -> None:
    assert layers(Evidence([network(0, 2), network(0, 2)])) is None  # weights alone
    assert layers(Evidence([network(0, 1), network(0, 1, 2)])) is None
    for off in ((0, 1), (0, 1, 2, 3)):  # not computed from the end, as a loss and its gradient
        assert layers(Evidence([network(*off, backwards=False)] * 2)) is None
    assert layers(Evidence([network(0, 1, 2)] * 2)) is None  # a bias alone
    assert layers(Evidence([network(0, 1)])) is None  # one case is chance


# --- inputs ---------------------------------------------------------------------------------------


def scaled(*errors: float) -> Evidence:
    one = np.array([3.0, 4.0])
    looks = [look(one, one * (1 + e), name=f"c{i}", about="small") for i, e in enumerate(errors)]
    return Evidence(looks)


def test_an_epsilon() -> None:
    said = epsilon(scaled(1e-9, 0.3))
    assert said is not None
    assert (said.rule, said.parameters["case"]) == ("epsilon", "c1")


def test_what_is_no_epsilon() -> None:
    assert epsilon(scaled(1e-7, 3e-7)) is None  # as single precision
    assert epsilon(scaled(0.01, 30.0)) is None  # too much in the ordinary case
    assert epsilon(scaled(1e-9)) is None
    assert epsilon(scaled(1e-9, float("nan"))) is None
    assert epsilon(scaled(1e-9, 0.3, 0.2)) is None  # most are off by much


def case(wrong: bool, *args: Any, about: str = "") -> CaseEvidence:
    one = np.array([3.0, 4.0])
    return look(one, one + 1 if wrong else one, args=args, names=["x", "kind"], about=about)


PLAIN = np.array([1.5, 2.5])


def test_what_failing_cases_share() -> None:
    zeros = [case(True, np.array([0.0, float(i)]), "a") for i in (1, 2)]
    right = [case(False, PLAIN, "a"), case(False, PLAIN + 1, "a")]
    said = some_inputs(Evidence([*zeros, *right]))
    assert said == Statement("only_inputs", {"feature": "zeros", "name": "x"})
    word = [case(True, PLAIN, "b"), case(False, PLAIN, "a"), case(False, PLAIN, "c"), right[0]]
    said = some_inputs(Evidence(word))
    assert said == Statement("only_inputs", {"feature": "word", "name": "kind = 'b'"})


def test_what_only_right_cases_share() -> None:
    looks = [case(False, PLAIN, "a")] * 2 + [case(True, PLAIN, kind) for kind in "bcd"]
    said = some_inputs(Evidence(looks))
    assert said == Statement("right_inputs", {"feature": "word", "name": "kind = 'a'"})


def test_nothing_is_shared() -> None:
    assert some_inputs(Evidence([case(True, PLAIN, "a"), case(False, PLAIN, "a")])) is None
    assert some_inputs(Evidence([case(True, PLAIN, "a")])) is None
    negative = np.array([-1.0, 0.0])
    of_one = [case(True, negative, "a", about="odd"), *[case(False, PLAIN, "a")] * 3]
    said = some_inputs(Evidence(of_one))  # two things that it may be: the author's own words
    assert said == Statement("only_special_cases", {"abouts": ["odd"]})


def test_what_is_special_of_inputs_is_told_of_answers_of_another_form_too() -> None:
    """As where a run that is wrong ends at another epoch in some cases."""
    other_form = look(PLAIN, PLAIN[:1], args=[PLAIN, "b"], names=["x", "kind"])
    looks = [case(False, PLAIN, "a")] * 2 + [case(True, PLAIN, "b"), other_form]
    said = structure(Evidence(looks))
    assert said == Statement("only_inputs", {"feature": "word", "name": "kind = 'b'"})
    only_special = [case(False, PLAIN, "a", about="odd")] * 3 + [other_form]
    assert rule_of(structure(Evidence(only_special))) != "only_special_cases"


# --- parts of an answer ---------------------------------------------------------------------------


def parts(**off: float) -> CaseEvidence:
    right = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}
    return look(right, {key: value + off.get(key, 0.0) for key, value in right.items()})


def test_few_parts_are_off_in_all_cases_together() -> None:
    said = one_tensor(Evidence([parts(a=0.1), parts(b=0.3), parts(a=0.2, b=0.1)]))
    assert said == Statement("only_tensors", {"tensors": ["a", "b"]})
    assert one_tensor(Evidence([parts(a=0.1), parts(b=0.1), parts(c=0.1)])) is None
    history = look({"losses": LOSSES, "best": 1}, {"losses": LOSSES + 1, "best": 1}, "run")
    assert rule_of(one_tensor(Evidence([history]))) == "only_tensor"


PIECES = [np.array([3, 1]), np.array([0, 4]), np.array([2])]


def test_numbers_that_stand_in_other_arrays() -> None:
    strided = [np.array([3, 0]), np.array([1, 4]), np.array([2])]
    assert rule_of(distributed(Evidence([look(PIECES, strided)]))) == "distributed"
    fewer = [np.array([3, 1, 0]), np.array([4, 2])]
    assert rule_of(distributed(Evidence([look(PIECES, fewer)]))) == "distributed"


def test_numbers_that_are_not_all_there_or_only_in_another_order() -> None:
    turned = [piece[::-1] for piece in PIECES]
    assert distributed(Evidence([look(PIECES, turned)])) is None
    assert distributed(Evidence([look(PIECES, PIECES[:2])])) is None
    assert distributed(Evidence([look(PIECES, 3)])) is None
