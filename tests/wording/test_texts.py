"""What the catalogues of mistakes say: a slide that exists, and something to look at in the end."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from grader.course import find_course

COURSE = find_course()
FILES = [
    *sorted(COURSE.glob("assignments/*/mistakes.yaml")),
    *sorted(COURSE.glob("examples/*/assignments/*/mistakes.yaml")),
]
#: The slides of the lecture, by their titles, with the names of the algorithms on them.
SLIDES = {
    "Machine Learning Basics",
    "Loss Function",
    "Maximum Likelihood Estimation",
    "Mean Square Error as MLE",
    "Gradient Descent",
    "Online (or Stochastic) Gradient Descent",
    "Minibatch SGD",
    "Backpropagation",
    "Backpropagation Example",
    "Backpropagation Algorithm",
    "Forward Propagation",
    "Simple Variant of Backpropagation",
    "Neural Network Activation Functions",
    "Hidden Layers Derivatives",
    "Stochastic Gradient Descent",
    "Stochastic Gradient Descent (SGD) Algorithm",
    "SGD With Momentum",
    "SGD With Nesterov Momentum",
    "Algorithms with Adaptive Learning Rates",
    "AdaGrad (2011)",
    "RMSProp (2012)",
    "Adam (2014)",
    "Adam Bias Correction",
    "Adaptive Optimizers Animations",
}
#: What the last sentence asks for, where it is no question.
TO_DO = re.compile(
    r"\b(look|compare|try|check|count|draw|print|run|write|work|compute|integrate|solve|store|keep|"
    r"make|create|differentiate|multiply|take)\b",
    re.IGNORECASE,
)


def texts(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Id, hint, feedback and what the mistake is the same as; of what is a mistake."""
    for entry in yaml.safe_load(file.read_text()):
        if entry.get("kind") != "equivalent":
            hint, feedback = (" ".join(entry[key].split()) for key in ("hint", "feedback"))
            yield entry["id"], hint, feedback, entry.get("same_as", "")


def name_of(file: Path) -> str:
    return file.parent.name


def test_there_are_catalogues() -> None:
    assert sum(1 for file in FILES for _ in texts(file)) > 600


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_slides_exist(file: Path) -> None:
    for id, hint, feedback, _ in texts(file):
        for title in re.findall(r'slides? "([^"]*)"', f"{hint} {feedback}"):
            assert title in SLIDES, id


def test_assignments_name_slides_that_exist() -> None:
    for file in COURSE.glob("assignments/*/assignment.yaml"):
        for title in re.split(", | to ", yaml.safe_load(file.read_text())["lecture"]):
            assert title in SLIDES, file


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_feedback_ends_with_what_to_do(file: Path) -> None:
    """With a question or a request, not with a fact, and not with a reference in brackets."""
    for id, _, feedback, _ in texts(file):
        *_, last = re.split(r"(?<=[.?!]) ", feedback)
        assert last.endswith("?") or (last.endswith(".") and TO_DO.search(last)), (id, last)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_feedback_does_not_repeat_the_hint(file: Path) -> None:
    for id, hint, feedback, _ in texts(file):
        assert hint.rstrip(".").lower() not in feedback.lower(), id
        assert feedback.rstrip(".").lower() not in hint.lower(), id


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_what_an_or_follows_is_a_statement(file: Path) -> None:
    """Of mistakes that no input tells apart all texts are shown: "Either (a) ..., or (b) ..."."""
    found = list(texts(file))
    heads = {same_as for *_, same_as in found}
    for id, hint, feedback, _ in found:
        assert id not in heads or (hint[-1], feedback[-1]) == (".", "."), id
