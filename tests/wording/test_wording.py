"""Findings in words: every rule has one sentence, every sentence a rule, and no other module any."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import grader.diagnose
import grader.place
from grader.course import assignment_names, find_course
from grader.model import LIST_FOR_ARRAY, Finding, FindingKind, Place, Result
from grader.spec import load, load_mistakes
from grader.wording.contract import CONTRACT
from grader.wording.findings import without_place, worded
from grader.wording.sentences import ADVICE, EXPLANATIONS, QUANTITIES, SENTENCES
from grader.wording.structure import LOOK, STRUCTURE

DIAGNOSE = [
    *sorted(Path(grader.diagnose.__file__).parent.glob("*.py")),
    Path(grader.place.__file__).with_name("findings.py"),
    Path(grader.__file__).with_name("earlier.py"),
]
RULES = {rule for sentences in SENTENCES.values() for rule in sentences}
#: What speaks to authors, what is hashed, and what numpy says: no words of a finding.
NOT_FOR_STUDENTS = {"build.py", "crashes.py", "fingerprints.py", "signature.py"}


def constants(file: Path) -> Iterator[str]:
    """The texts of a module, docstrings aside."""
    tree = ast.parse(file.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield from [node.value] if isinstance(node.value, str) else []


def slugs(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may come to; of a condition, both."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from slugs(node.body)
        yield from slugs(node.orelse)


def given(file: Path) -> Iterator[str]:
    """The slugs of rules that a module writes: `Statement("slug", ...)` and `Finding(rule="slug")`."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "Statement" and node.args:
                yield from slugs(node.args[0])
            if node.func.id == "Finding":
                yield from (
                    s for word in node.keywords if word.arg == "rule" for s in slugs(word.value)
                )


def test_every_rule_that_the_diagnosis_gives_has_a_sentence() -> None:
    found = {slug for file in DIAGNOSE for slug in given(file)}
    assert len(found) > 30
    assert found <= RULES


def test_every_sentence_and_every_table_has_a_rule_that_gives_it() -> None:
    written = {text for file in DIAGNOSE for text in constants(file)}
    assert RULES - CONTRACT.keys() - {LIST_FOR_ARRAY} <= written
    assert EXPLANATIONS.keys() <= RULES | SENTENCES.keys()
    assert ADVICE.keys() <= written
    assert QUANTITIES.keys() <= written


def test_every_breach_of_contract_has_a_sentence() -> None:
    assert tuple(CONTRACT) == (
        "argument_changed", "gradient_changed", "gradient_calls", "state_leaked",
        "result_changed", "global_random",
    )  # fmt: skip


def test_a_rule_is_of_one_kind() -> None:
    assert len(RULES) == sum(len(sentences) for sentences in SENTENCES.values())


@pytest.mark.parametrize("file", DIAGNOSE, ids=[file.name for file in DIAGNOSE])
def test_the_diagnosis_has_no_english(file: Path) -> None:
    if file.name not in NOT_FOR_STUDENTS:
        texts = [text for text in constants(file) if len(text.split()) > 2]
        assert texts == [], "its sentences belong to grader/wording"


def say(kind: FindingKind, rule: str, place: Place | None = None, **parameters: object) -> str:
    return worded(Finding(kind=kind, rule=rule, place=place, parameters=parameters)).message


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "your answer is twice the expected one"),
        ({"tensors": ["dW"]}, "your dW is twice the expected one"),
        ({"tensors": ["dW", "db"]}, "your dW and db are twice the expected ones"),
        ({"tensors": list("abcd")}, "what is off in your answer is twice the expected one"),
        ({"part": "varying"}, "what is off in your answer is twice the expected one"),
        ({"part": "first_step"}, "the first step of your run is twice the expected one"),
    ],
)
def test_the_verb_agrees_with_what_is_off(parameters: dict[str, object], words: str) -> None:
    assert say("structure", "twice", **parameters) == f"{words}, in every case that is off"


def test_of_many_tensors_the_first_are_named() -> None:
    assert say("structure", "only_tensors", tensors=list("abcde")).startswith(
        "only a, b, c, d ... are off"
    )


def test_a_sentence_that_goes_on_has_no_question_mark() -> None:
    total = {"quantity": {"kind": "examples", "name": ""}, "sign": -1}
    alone = "your answer is minus m, the number of examples, times the expected one: a sum where the mean was asked for"
    assert say("structure", "sum_for_mean", **total) == f"{alone}?"
    besides = {"rule": "infinity", "parameters": {"about": "zeros", "signals": []}}
    both = say(
        "structure", "and_not_finite",
        common={"rule": "sum_for_mean", "parameters": total}, besides=besides,
    )  # fmt: skip
    assert both == (
        f"{alone}; besides, your answer holds an infinity where a number is expected on zeros"
    )


def test_a_known_mistake_is_told_with_its_place_and_counted_without() -> None:
    finding = Finding(
        kind="mistake",
        rule="mistake",
        place=Place(case="bowl", step=3, index=(0,)),
        parameters={"hint": "You forgot {m}."},
    )
    assert worded(finding).message == "You forgot {m}. [bowl: off from step 3 on]"
    assert without_place(worded(finding)) == "You forgot {m}."
    node = msgspec.structs.replace(finding, place=Place(case="chain", node=0))
    assert worded(node).message == "You forgot {m}. [chain: node 0]"
    entry = msgspec.structs.replace(finding, place=Place(case="wide", index=(0,)))
    assert worded(entry).message == "You forgot {m}."


def test_of_mistakes_that_no_input_tells_apart_all_are_told() -> None:
    two = ["t is never counted.", "The exponent is missing."]
    said = (
        "Either (a) t is never counted, or (b) The exponent is missing. (The numbers are the same.)"
    )
    assert say("mistake", "mistake", hint=two) == said
    assert say("pair", "two_mistakes", hints=["No.", two]).endswith(f"(1) No. (2) {said}")


def test_cases_are_named_up_to_three() -> None:
    slug = "global_random"
    for names, tail in (([], ""), (["a"], " (in a)"), (list("abcde"), " (in a, b, c and 2 more)")):
        assert say("contract", slug, cases=names) == CONTRACT[slug] + tail


def test_a_hidden_case_is_not_told() -> None:
    finding = worded(Finding(kind="structure", rule="twice"))
    assert finding.explanation.startswith(
        "First in only hidden cases show it: other inputs than those that you can see."
    )


def test_what_the_course_explains_is_kept() -> None:
    finding = Finding(
        kind="mistake", rule="mistake", explanation="See slide 3.", parameters={"hint": "No."}
    )
    assert worded(finding).explanation == "See slide 3."


OLD = b"""{"schema": "grader/result/1", "assignment": "a", "submission": "s", "status": "graded",
"score": 0.0, "max_score": 1.0, "isolation": "sealed", "seconds": 0.1, "stdout": "", "exercises":
[{"name": "E", "score": 0.0, "max_score": 1.0, "status": "failed", "findings":
[{"kind": "mistake", "message": "No. [c: node 2]", "mistake": "m", "explanation": "Because."}]}]}"""


def test_results_of_earlier_versions_have_the_words_alone() -> None:
    (finding,) = msgspec.json.decode(OLD, type=Result).exercises[0].findings
    assert (finding.rule, finding.subject, finding.place, finding.parameters) == (
        None, None, None, {}
    )  # fmt: skip
    assert worded(finding) == finding
    assert without_place(finding) == "No. [c: node 2]"


def test_a_finding_of_a_rule_that_is_gone_keeps_its_words() -> None:
    finding = Finding(kind="mistake", rule="once_upon_a_time", message="No.", mistake="m")
    assert without_place(finding) == "No."


def test_it_becomes_json_and_comes_back() -> None:
    finding = worded(
        Finding(
            kind="structure",
            rule="twice",
            subject="dW",
            place=Place(case="wide", key="dW", index=(0, 1)),
            parameters={"tensors": ["dW"], "verdict": "dW[0, 1] is 2, expected 1"},
        )
    )
    data = msgspec.json.encode(finding)
    assert msgspec.json.decode(data, type=Finding) == finding
    assert b'"place":{"case":"wide","file":null,"line":null,"step":null' in data


#: Rules that are put together from others, or that are a verdict.
WITHOUT = {"and_not_finite", "form", "form_in_case"}


@pytest.mark.parametrize("rule", sorted(STRUCTURE.keys() - WITHOUT))
def test_a_student_is_told_what_to_look_at(rule: str) -> None:
    *_, last = re.split(r"(?<=[.?]) ", LOOK[rule])
    words = re.sub(r"\{\w+\}", "", last)
    assert re.match(r"(Look|Print|Make|Correct|Take) ", words), LOOK[rule]


#: What nobody says to a student, and what a hand cannot do.
UNSAID = re.compile(
    r"\bmend|\b(is|are|be) told\b(?! (otherwise|to))|if it uses your|\bderive[sd]?\b|"
    r"\bderivatives? by\b|\bnobody\b|\bdoes not show\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", assignment_names(find_course()))
def test_texts_speak_to_a_student(name: str) -> None:
    course = find_course()
    assignment, _ = load(course / "assignments" / name)
    exercises = [exercise.name for exercise in assignment.exercises]
    for mistake in load_mistakes(course / "assignments" / name, exercises):
        for text in (mistake.hint, mistake.feedback):
            assert not UNSAID.search(" ".join(text.split())), (mistake.id, text)


def test_sentences_speak_to_a_student() -> None:
    rules = [text for sentences in SENTENCES.values() for text in sentences.values()]
    for text in (*rules, *EXPLANATIONS.values(), *ADVICE.values()):
        assert not UNSAID.search(text), text
