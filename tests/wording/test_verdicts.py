"""Every sentence of a verdict is given by some rule, and every rule has one."""

import re
from pathlib import Path

import numpy as np
import pytest

from grader.leaves import Misfit, match
from grader.wording.verdicts import FORMS

ROOT = Path(__file__).parents[2] / "grader"
RAISED = re.compile(r'(?:Misfit\(|rule =)\s*"(\w+)"(?: if \w+ else "(\w+)")?')


def test_every_rule_of_a_form_has_a_sentence_and_every_sentence_a_rule() -> None:
    folders = (ROOT / "leaves", ROOT / "adapters")
    source = "\n".join(file.read_text() for folder in folders for file in folder.glob("*.py"))
    given = {rule for found in RAISED.findall(source) for rule in found if rule}
    assert given == FORMS.keys()


@pytest.mark.parametrize(
    ("expected", "got", "words", "key"),
    [
        (np.ones(2), None, "the answer must be a numpy array of shape (2,), "
         "got None (is a `return` missing?)", ""),
        ({"dW": np.ones(2)}, {}, "the answer lacks the key 'dW'", "dW"),
        ({"a": {"b": 1.0}}, {"a": {}}, "a lacks the key 'b'", "b"),
        ([1.0, 2.0], [1.0], "the answer must be a list of 2, got 1 entries", ""),
        (1.0, np.ones(3), "the answer must be one number, got an array of shape (3,)", ""),
        ("adam", "sgd", "the answer is 'sgd', expected 'adam'", ""),
    ],
)  # fmt: skip
def test_a_misfit_is_data_and_reads_as_a_sentence(
    expected: object, got: object, words: str, key: str
) -> None:
    with pytest.raises(Misfit) as caught:
        match(expected, got)
    assert str(caught.value) == words
    assert caught.value.key == key
    assert str(caught.value.after(3)) == f"{words} after step 3"


def test_an_adapter_of_a_courses_own_may_give_a_sentence() -> None:
    assert str(Misfit("the cache must be {kept}")) == "the cache must be {kept}"
