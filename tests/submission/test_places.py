"""Where modules lie in what was handed in: paths, globs, several of them, the course's own files."""

import re
from pathlib import PurePosixPath

import pytest

from grader.errors import SubmissionError
from grader.model import Assignment, Exercise
from grader.paper import wanted_of
from grader.submission.definitions import Wanted
from grader.submission.files import Entry, Submission
from grader.submission.layout import beside, modules_of, replaced
from grader.submission.pick import pick

COURSE = {"cs231n/fast.py": b"fast = 1\n", "past/builtins.py": b"xrange = range\n"}


def wanted(*paths: str, own: dict[str, bytes] | None = None) -> Wanted:
    """Of "cs231n/layers.py", the module layers with the function layers_f."""
    modules = {re.sub(r"[*?]", "", PurePosixPath(path).stem): path for path in paths}
    exercises = [
        Exercise(name=f"{name}_f", points=1, reference="m.f", module=name) for name in modules
    ]
    assignment = Assignment(
        name="a1",
        title="",
        module=next(iter(modules)),
        folder="nowhere/assignments/a1",
        seed=1,
        modules=modules,
        exercises=tuple(exercises),
    )
    found = wanted_of(assignment)
    found.beside = lambda: own or {}
    return found


def handed_in(*paths: str, **texts: str) -> dict[str, Entry]:
    """Files that define the function of their own name."""
    found = {}
    for path in paths:
        stem = path.rpartition("/")[2].partition(".")[0]
        text = texts.get(stem, f"def {stem}_f():\n    return 1\n")
        found[path] = Entry(path, text.encode)
    return found


def files_of(submission: Submission) -> list[str]:
    return sorted(submission.files)


PACKAGE = ("cs231n/layers.py", "cs231n/optim.py", "cs231n/nn/softmax.py")


@pytest.mark.parametrize(
    ("top", "inside"),
    [("", "cs231n"), ("hw1/", "hw1.cs231n"), ("my work/a b/", "cs231n"), ("a b/c/", "c.cs231n")],
)
def test_a_package_is_found_in_any_folder(top: str, inside: str) -> None:
    picked = pick(
        handed_in(*(top + path for path in PACKAGE), f"{top}cs231n/util.py"), wanted(*PACKAGE)
    )
    assert files_of(picked) == ["layers.py", "nn/softmax.py", "optim.py", "util.py"]
    assert (picked.inside, picked.chosen) == (inside, f"{top}cs231n/layers.py")
    assert picked.remarks == ()


def test_what_lies_flat_is_put_in_its_place_and_that_is_told() -> None:
    picked = pick(handed_in("layers.py", "Optim.py", "softmax.py", "util.py"), wanted(*PACKAGE))
    assert files_of(picked) == ["layers.py", "nn/softmax.py", "optim.py", "util.py"]
    assert picked.inside == "cs231n"
    assert picked.remarks == (
        "layers.py was taken for cs231n/layers.py",
        "Optim.py was taken for cs231n/optim.py",
        "softmax.py was taken for cs231n/nn/softmax.py",
    )


def test_the_path_comes_before_what_has_more_written() -> None:
    files = handed_in("old/layers.py", "cs231n/layers.py", layers="x = 1\n")
    files["old/layers.py"] = Entry("old/layers.py", lambda: b"def layers_f():\n    return 1\n")
    assert pick(files, wanted("cs231n/layers.py")).chosen == "cs231n/layers.py"
    assert pick(files, Wanted("layers", ["layers_f"])).chosen == "old/layers.py"


def test_of_two_at_their_place_the_one_that_is_written_counts() -> None:
    files = handed_in("a/cs231n/layers.py", "b/cs231n/layers.py", "c/layers.py")
    files["a/cs231n/layers.py"] = Entry("a/cs231n/layers.py", lambda: b"")
    picked = pick(files, wanted("cs231n/layers.py"))
    assert picked.chosen == "b/cs231n/layers.py"


@pytest.mark.parametrize(
    ("path", "there", "others"),
    [
        ("**/layers*.py", "deep/down/layers_v2.py", ["my_layers.py", "layers/a.py"]),
        ("*/layers.py", "x/layers.py", []),
        ("hw?/layers.py", "hw3/layers.py", ["hw33/layers.py"]),
        ("a/**/layers.py", "a/b/c/layers.py", ["b/layers.py"]),
        ("a/**/layers.py", "a/layers.py", ["b/layers.py"]),
    ],
)
def test_globs(path: str, there: str, others: list[str]) -> None:
    assert wanted(path).is_place(there)
    assert not any(Wanted("m", path=path).is_place(other) for other in others)


def test_a_glob_keeps_the_folder_that_it_finds() -> None:
    picked = pick(handed_in("hw/cs231n/layers_v2.py", "hw/cs231n/util.py"), wanted("**/layers*.py"))
    assert files_of(picked) == ["layers.py", "util.py"]
    assert picked.inside == "hw.cs231n"


def test_a_module_that_is_not_there_leaves_the_others() -> None:
    picked = pick(handed_in("cs231n/optim.py", "cs231n/util.py"), wanted(*PACKAGE))
    assert files_of(picked) == ["optim.py", "util.py"]
    assert (picked.inside, picked.chosen) == ("cs231n", "cs231n/optim.py")


def test_another_modules_file_is_not_taken_though_it_imports_all() -> None:
    text = "from .optim import optim_f\ndef layers_f():\n    return 1\n"
    picked = pick(handed_in("cs231n/layers.py", layers=text), wanted(*PACKAGE))
    assert files_of(picked) == ["layers.py"]


def test_one_file_may_hold_all_modules() -> None:
    text = "".join(f"def {name}_f():\n    return 1\n" for name in ("layers", "optim", "softmax"))
    picked = pick(handed_in("all.py", all=text), wanted(*PACKAGE))
    assert files_of(picked) == ["layers.py", "nn/softmax.py", "optim.py"]
    assert set(picked.files.values()) == {text.encode()}


def test_where_no_module_is_there_all_are_named() -> None:
    with pytest.raises(SubmissionError, match=r"no cs231n/layers\.py nor cs231n/optim\.py nor"):
        pick(handed_in("other.py"), wanted(*PACKAGE))


def test_modules_above_the_first_lie_by_their_whole_path() -> None:
    paths = ("cs231n/nn/softmax.py", "cs231n/layers.py")
    picked = pick(handed_in(*(f"hw/{path}" for path in paths)), wanted(*paths))
    assert files_of(picked) == ["cs231n/layers.py", "softmax.py"]
    assert picked.inside == "hw.cs231n.nn"
    names = modules_of({"softmax": paths[0], "layers": paths[1]}, picked.inside)
    assert names == {
        "softmax": ("softmax.py", "cs231n.nn.softmax"),
        "layers": ("cs231n/layers.py", "cs231n.layers"),
    }


def test_the_courses_files_are_used_and_that_is_told_where_they_differ() -> None:
    files = handed_in(*PACKAGE, "cs231n/fast.py", "cs231n/past/builtins.py", fast="fast = 1\n\n")
    picked = pick(files, wanted(*PACKAGE, own=COURSE))
    assert files_of(picked) == ["layers.py", "nn/softmax.py", "optim.py"]
    assert picked.remarks == ("the course's own past/builtins.py counts, not the one handed in",)


@pytest.mark.parametrize(
    ("inside", "file"),
    [
        ("cs231n", "fast.py"),
        ("cs231n", "fast.ipynb"),
        ("cs231n", "fast/__init__.py"),
        ("hw.cs231n", "fast.py"),
        ("", "cs231n/fast.py"),
        ("", "cs231n.py"),
        ("", "past.py"),
        ("cs231n.nn", "cs231n/fast.py"),
    ],
)
def test_no_file_stands_in_for_one_of_the_courses(inside: str, file: str) -> None:
    course = beside({"layers": "layers.py"}, inside, COURSE)
    assert replaced([file, "util.py", "nn/fast_too.py", "cs231n/__init__.py"], course) == [file]


def test_what_is_graded_stays_the_students_whatever_its_folder_is_called() -> None:
    own = {"cs231n/layers.py": b"", "past/builtins.py": b""}
    assert list(beside({"layers": "layers.py"}, "cs231n", own)) == ["past/builtins.py"]
