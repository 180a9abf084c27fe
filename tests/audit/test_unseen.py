"""Labels of unseen solutions: what can be seen is seen, what was judged is kept by its meaning."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.audit.unseen import Examined, Told, examine
from grader.audit.unseen_report import as_json, as_table, is_well
from grader.cli.app import app
from grader.errors import ConfigurationError

RIGHT = Path(__file__).parents[1] / "submissions" / "perfect_activations" / "activations.py"
LEAKY = ("relu", "def relu(x):", "def relu(x):\n    return np.where(x > 0, x, 0.01 * x)\n")
NOISE = ("tanh_grad", "def tanh_grad(x):", "def tanh_grad(x):\n    return np.cos(3 * x) / 7\n")


def made(
    folder: Path, edits: Mapping[str, tuple[str, str, str]], **fields: Mapping[str, Any]
) -> Path:
    """A set of the right module with one exercise edited in each: id -> (exercise, was, now)."""
    text = RIGHT.read_text()
    entries = []
    for name, (exercise, was, now) in edits.items():
        assert was in text
        (folder / name).mkdir()
        (folder / name / "activations.py").write_text(text.replace(was, now))
        entry = {"id": name, "assignment": "activations", "exercise": exercise, "wrong": "so"}
        entries.append(entry | {"label": "S"} | dict(fields.get(name, {})))
    (folder / "index.json").write_text(json.dumps(entries))
    return folder


def labels(found: list[Examined]) -> dict[str, str | None]:
    return {one.entry.id: one.label for one in found}


def test_what_can_be_seen_needs_no_judgement(course: Path, tmp_path: Path) -> None:
    same = ("relu", "def relu(x):", "def relu(x):  # the same")
    edits = {"noise": NOISE, "same": same, "right": same, "lost": LEAKY}
    folder = made(tmp_path, edits, right={"label": "right"}, lost={"label": "right"})
    found = examine(course, folder)
    assert labels(found) == {"noise": "U", "same": "N", "right": "right", "lost": "lost"}
    assert not is_well(found)
    assert is_well([one for one in found if one.label in ("U", "right")])


def test_a_judgement_holds_for_its_meaning_only(course: Path, tmp_path: Path) -> None:
    folder = made(tmp_path, {"leaky": LEAKY})
    (first,) = examine(course, folder)
    assert (first.label, first.told[0].mistake) == ("S", "relu_leaky")  # of the index
    file = tmp_path / "judged.json"
    file.write_text(json.dumps(as_json([first])))
    (again,) = examine(course, folder)
    assert (again.label, again.changed, is_well([again])) == ("S", False, True)
    other = [{"id": "leaky", "label": "M", "told": [{"rule": "mistake", "mistake": "relu_exp"}]}]
    file.write_text(json.dumps(other))
    (changed,) = examine(course, folder)
    assert (changed.label, changed.changed, is_well([changed])) == (None, True, False)
    assert any("leaky: to be judged (was M)" in line for line in as_table([changed]))


def test_an_index_that_knew_no_reason_does_not_judge_one(course: Path, tmp_path: Path) -> None:
    (found,) = examine(course, made(tmp_path, {"leaky": LEAKY}, leaky={"label": "U"}))
    assert found.label is None


def test_the_table_counts(course: Path, tmp_path: Path) -> None:
    found = examine(course, made(tmp_path, {"leaky": LEAKY, "noise": NOISE}))
    lines = as_table(found)
    assert lines[1].split() == ["activations", "1", "0", "0", "1", *"00000", "2"]
    assert "a true reason or place: 1 of 2 (50%)" in lines


def test_the_command(course: Path, tmp_path: Path) -> None:
    folder = made(tmp_path, {"leaky": LEAKY})
    given = ["--course", str(course), "audit", "--unseen", str(folder)]
    done = CliRunner().invoke(app, [*given, "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["told"][0]["mistake"] == "relu_leaky"
    assert CliRunner().invoke(app, [*given, "optimizers"]).stdout.count("leaky") == 0
    assert CliRunner().invoke(app, ["audit", "--judged", "x.json"]).exit_code == 2


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("[{", "truncated"),
        ('[{"id": "a"}]', "missing required field `assignment`"),
        ('[{"id": "a", "assignment": "activations", "exercise": "relu", "wrong": "", '
         '"label": "X"}]', "Invalid enum value 'X'"),
        ('[{"id": "b", "assignment": "activations", "exercise": "relu", "wrong": "", '
         '"label": "S"}]', "there is no folder"),
        ('[{"id": "a", "assignment": "activations", "exercise": "rely", "wrong": "", '
         '"label": "S"}]', "has no exercise 'rely'"),
        ('[{"id": "a", "assignment": "activation", "exercise": "relu", "wrong": "", '
         '"label": "S"}]', "no assignment is called 'activation'"),
    ],
)  # fmt: skip
def test_a_broken_set_is_told(course: Path, tmp_path: Path, index: str, words: str) -> None:
    made(tmp_path, {"a": LEAKY})
    (tmp_path / "index.json").write_text(index)
    with pytest.raises(ConfigurationError, match=words):
        examine(course, tmp_path)


def test_a_meaning_has_no_words() -> None:
    assert set(Told.__struct_fields__) == {
        "rule", "mistake", "subject", "case", "step", "node", "line"
    }  # fmt: skip
