"""The JSON Schemas that editors complete from, held against what the harness itself reads."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from scripts_by_path import load_script

from grader.course import assignment_folder
from grader.errors import SpecError
from grader.golden.values import plain
from grader.grading import grade
from grader.paper import public_paper, wanted_of
from grader.spec import load_text, parse
from grader.submission import collect
from grader.validate.schema import FOLDER, WORDS, schemas

ROOT = Path(__file__).parents[2]
COURSES = [ROOT, *sorted((ROOT / "examples").iterdir()), ROOT / "grader/skeleton"]


def validator(kind: str) -> Draft202012Validator:
    schema = schemas()[f"{kind}.schema.json"]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def document(file: Path) -> Any:
    return parse(file.read_bytes(), str(file))[0]


def test_the_files_are_fresh() -> None:
    made = load_script(ROOT / "docs" / "make_schemas.py")
    for name, schema in schemas().items():
        assert (FOLDER / name).read_text() == made.text_of(schema), "python docs/make_schemas.py"


@pytest.mark.parametrize("kind", ["assignment", "mistakes"])
def test_every_file_of_every_course_fits(kind: str) -> None:
    files = [file for course in COURSES for file in course.glob(f"assignments/*/{kind}.yaml")]
    assert len(files) >= 8
    check = validator(kind)
    for file in files:
        assert [error.message for error in check.iter_errors(document(file))] == [], file


def test_every_word_describes_a_key() -> None:
    text = json.dumps(schemas())
    for key, words in WORDS.items():
        assert f'"{key}": {{' in text, key
        assert json.dumps(words)[1:-1] in text, key


GOOD: dict[str, Any] = {
    "assignment": "demo",
    "title": "A demonstration",
    "seed": 1,
    "exercises": [
        {"name": "f", "points": 10, "reference": "m.f",
         "cases": [{"name": "a", "args": [{"normal": {"shape": [2], "scale": 2}}, 1.5]}]},
        {"name": "SGD", "points": 1, "reference": "m.SGD", "adapter": "steps",
         "cases": [{"name": "b", "theta": [{"normal": [2]}], "steps": 3,
                    "gradient": {"quadratic": {"shapes": [[2]]}}}]},
    ],
}  # fmt: skip


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made = copy.deepcopy(GOOD)
    place: Any = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return made


def test_what_is_right_is_right_for_both() -> None:
    assert list(validator("assignment").iter_errors(GOOD)) == []
    load_text(json.dumps(GOOD), "demo/assignment.yaml", Path("demo"))


FIRST, SECOND = ("exercises", 0), ("exercises", 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("exercise",), []),
        (("seed",), "one"),
        (("exercises",), []),
        ((*FIRST, "point"), 1),
        ((*FIRST, "cases"), []),
        ((*FIRST, "form"), "method"),
        ((*FIRST, "adapters"), "/tmp"),
        ((*FIRST, "cases", 0, "arg"), [1]),
        ((*FIRST, "cases", 0), {"name": "a"}),
        ((*FIRST, "cases", 0, "steps"), 3),
        ((*FIRST, "cases", 0, "visibility"), "secret"),
        ((*SECOND, "cases", 0, "steps"), 0),
        ((*SECOND, "cases", 0), {"name": "b", "theta": [], "steps": 3}),
        ((*FIRST, "after"), {"exercise": "f", "reference": "m.f"}),
    ],
)
def test_what_one_refuses_the_other_does(path: tuple[Any, ...], value: Any) -> None:
    wrong = changed(path, value)
    assert list(validator("assignment").iter_errors(wrong))
    with pytest.raises(SpecError):
        load_text(json.dumps(wrong), "demo/assignment.yaml", Path("demo"))


def test_a_course_may_have_an_adapter_of_its_own() -> None:
    own = changed((*FIRST, "adapter"), "method")
    own["exercises"][0]["cases"] = [{"name": "a", "anything": {"goes": 1}}]
    assert list(validator("assignment").iter_errors(own)) == []


def test_a_generator_that_does_not_exist_is_marked() -> None:
    wrong = changed((*FIRST, "cases", 0, "args"), [{"norml": [2]}])
    assert list(validator("assignment").iter_errors(wrong))


def test_pictures_of_every_course_fit() -> None:
    files = [file for course in COURSES for file in course.glob("assignments/*/pictures.yaml")]
    assert len(files) >= 7
    for file in files:
        found = [error.message for error in validator("pictures").iter_errors(document(file))]
        assert found == [], file
    assert list(validator("pictures").iter_errors({"formula": {}}))
    assert list(validator("pictures").iter_errors({"kinds": {"Adam": "movie"}}))


def test_a_policy_fits_and_a_wrong_one_does_not() -> None:
    text = (ROOT / "grader/policy.py").read_text("utf-8").split('"""')[1]
    example = parse(text.partition("\n\n")[2].encode(), "policy.yaml")[0]
    assert set(example) >= {"due", "extensions", "hidden"}
    assert [error.message for error in validator("policy").iter_errors(example)] == []
    assert list(validator("policy").iter_errors({"count": "latest"}))
    assert list(validator("policy").iter_errors({"counts": "last"}))


def test_results_fit() -> None:
    for name in ("demo_optimizers", "raises_at_import", "returns_nan"):
        folder = ROOT / "tests" / "submissions" / name
        paper = public_paper(assignment_folder(ROOT, "optimizers"))
        result = grade(paper, collect(next(folder.glob("*.py")), wanted_of(paper.assignment)))
        check = validator("result")
        assert [error.message for error in check.iter_errors(plain(result))] == [], name
        assert list(check.iter_errors({**plain(result), "status": "good"}))
