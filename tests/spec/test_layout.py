"""`path`, `modules` and `beside`: what leads nowhere, or out of a folder, has its line and column."""

from pathlib import Path

import pytest

from grader.errors import SpecError
from grader.spec import load, load_text

HEAD = """\
assignment: demo
title: A demonstration
seed: 3
"""
EXERCISES = """\
exercises:
  - {name: double, points: 2, reference: m.double, cases: [{name: one, args: [1]}]}
  - {name: sgd, points: 1, module: optim, reference: m.sgd, cases: [{name: one, args: [1]}]}
"""
MODULES = "modules: {layers: cs231n/layers.py, optim: cs231n/optim.py}\n"
ONE = EXERCISES.replace("module: optim, ", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "demo"
    for name in (
        "stubs/past/builtins.py",
        "stubs/data_utils.py",
        "right/style.py",
        "stubs/cs231n/layers.py",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    (folder / "empty").mkdir()
    (folder / "notes.txt").write_text("")
    (tmp_path / "outside.py").write_text("")
    (folder / "link.py").symlink_to(tmp_path / "outside.py")
    (folder / "links").mkdir()
    (folder / "links/m.py").symlink_to(tmp_path / "outside.py")
    return folder


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_text(HEAD + text, "a.yaml", folder)
    return [fault.replace(str(folder), "FOLDER") for fault in caught.value.faults]


def test_a_course_of_several_modules(folder: Path) -> None:
    text = HEAD + MODULES + "beside: [stubs/past, stubs/data_utils.py]\n" + EXERCISES
    (folder / "assignment.yaml").write_text(text)
    assignment, _ = load(folder)
    assert assignment.module == "layers"
    assert assignment.places == {"layers": "cs231n/layers.py", "optim": "cs231n/optim.py"}
    assert assignment.exercises_in("layers") == ["double"]
    assert assignment.exercises_in("optim") == ["sgd"]
    assert assignment.beside == {"past": "stubs/past", "data_utils.py": "stubs/data_utils.py"}


@pytest.mark.parametrize(
    ("path", "place"),
    [("cs231n/demo.py", "cs231n/demo.py"), ("*/demo.py", "demo.py"), ("**/demo*.py", "demo.py"),
     ("my-hw/cs231n/demo_?.py", "cs231n/demo.py"), ("hw*/cs231n/nn/demo.py", "cs231n/nn/demo.py")],
)  # fmt: skip
def test_the_place_of_a_path(folder: Path, path: str, place: str) -> None:
    text = f"{HEAD}path: '{path}'\n{ONE}"
    assert load_text(text, "a.yaml", folder)[0].places == {"demo": place}


def test_a_folder_of_files_is_laid_over_the_top(folder: Path) -> None:
    assignment, _ = load_text(f"{HEAD}beside: stubs\n{ONE}", "a.yaml", folder)
    assert assignment.beside == {".": "stubs"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("path: /etc/demo.py", "4:7: path: '/etc/demo.py' is no relative path with `/`"),
        ("path: ../demo.py", "4:7: path: '../demo.py' leads out of its folder"),
        ("path: a\\demo.py", "4:7: path: 'a\\\\demo.py' is no relative path with `/`"),
        ("path: a//demo.py", "4:7: path: 'a//demo.py' is no path: a part of it is empty"),
        ("path: a/other.py", "4:7: path: expected a path that ends in demo.py, found 'a/other.py'"),
        ("path: a/demo", "4:7: path: expected a path that ends in demo.py, found 'a/demo'"),
        ("path: 3", "4:7: path: expected text, found 3"),
        ("beside: 3", "4:9: beside: expected a list of files and folders, or a mapping of places to them"),
        ("beside: [stubs/past, 3]", "4:22: beside: expected a path, found 3"),
        ("beside: [stubs/past, past]", "4:22: beside: two are called 'past'"),
        ("beside: {past: [a]}", "4:16: beside: expected a path, found ['a']"),
        ("beside: [stubs/past, ../outside.py]", "4:22: beside: '../outside.py' leads out of its folder"),
        ("beside: [/etc/hosts.py]", "4:10: beside: '/etc/hosts.py' is no relative path with `/`"),
        ("beside: [link.py]", "4:10: beside: 'link.py' is a link out of the assignment's folder"),
        ("beside: [links]", "4:10: beside: 'links' cannot be taken: FOLDER/links/m.py: is a link out of FOLDER/links; put the file itself there"),
        ("beside: [nothing.py]", "4:10: beside: expected a .py file or a folder of FOLDER, found 'nothing.py', which is not there"),
        ("beside: [notes.txt]", "4:10: beside: expected a .py file or a folder of FOLDER, found 'notes.txt'"),
        ("beside: [empty]", "4:10: beside: FOLDER/empty holds no .py file"),
        ("beside: [right/style.py]", "4:10: beside: students get what is here, and no right solution, 'right/style.py'"),
        ("beside: {../past: stubs/past}", "4:10: beside: '../past' leads out of its folder"),
        ("beside: {my-past: stubs/past}", "4:10: beside: no import finds 'my-past/builtins.py': expected names of modules, and .py at the end"),
        ("beside: {past: stubs/data_utils.py}", "4:10: beside: no import finds 'past': expected names of modules, and .py at the end"),
        ("beside: {numpy: stubs/past}", "4:10: beside: 'numpy/builtins.py' is never imported: numpy and the standard library come first"),
        ("beside: {demo.py: stubs/data_utils.py}", "4:10: beside: 'demo.py' is what students hand in"),
        ("beside: {demo: stubs/past}", "4:10: beside: 'demo/builtins.py' is what students hand in"),
    ],
)  # fmt: skip
def test_a_fault_of_one_module(folder: Path, line: str, fault: str) -> None:
    assert faults(folder, f"{line}\n{ONE}") == [f"a.yaml:{fault}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cs231n/optim.py", "../optim.py", ["4:44: modules: '../optim.py' leads out of its folder"]),
        ("cs231n/optim.py", "cs231n/sgd.py", ["4:44: modules: expected a path that ends in optim.py, found 'cs231n/sgd.py'"]),
        ("cs231n/optim.py", "7", ["4:44: modules: expected a path, found 7", "7:36: `modules` has no module 'optim'; known are layers"]),
        ("module: optim", "module: optin", ["4:37: no exercise is in module 'optim'; say `module: optim` in one of them", "7:36: `modules` has no module 'optin'; did you mean 'optim'?"]),
        (MODULES, MODULES + "path: a/layers.py\n", ["5:1: path: with `modules`, each has its path there"]),
        (MODULES, MODULES + "module: layer\n", ["4:11: no exercise is in module 'layers'; say `module: layers` in one of them", "5:9: `modules` has no module 'layer'; did you mean 'layers'?"]),
        (MODULES, MODULES + "beside: {cs231n: stubs/cs231n}\n", ["5:10: beside: 'cs231n/layers.py' is what students hand in"]),
        (MODULES, "modules: [layers]\n", ["4:10: modules: expected a mapping of names to paths", "7:36: `modules` has no module 'optim'; known are demo"]),
        (MODULES, "", ["6:36: `modules` has no module 'optim'; known are demo"]),
    ],
)  # fmt: skip
def test_a_fault_of_several_modules(folder: Path, old: str, new: str, expected: list[str]) -> None:
    text = (MODULES + EXERCISES).replace(old, new, 1)
    assert faults(folder, text) == [f"a.yaml:{fault}" for fault in expected]
