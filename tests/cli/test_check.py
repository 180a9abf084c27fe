"""`grader check` as a student calls it: exit codes, JSON, options, and errors in sentences."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import clocks
import pytest
from click.testing import CliRunner

from grader.cli.app import COMMANDS, app, run
from grader.cli.words import clean
from grader.course import assignment_names, find_course

ROOT = Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "tests" / "submissions"
NAMES = assignment_names(find_course())

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def _call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return _call


@pytest.mark.parametrize("name", NAMES)
def test_the_untouched_template_has_0_points(call: Call, name: str, tmp_path: Path) -> None:
    assert call("start", name, tmp_path / "w")[0] == 0
    code, out, _ = call("check", tmp_path / "w", "--json")
    result = json.loads(out)
    assert (code, result["score"], result["status"]) == (1, 0, "graded")
    assert {e["status"] for e in result["exercises"]} == {"not_implemented"}


@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_solution_has_full_marks(call: Call, name: str) -> None:
    code, out, _ = call("check", SUBMISSIONS / f"perfect_{name}", "--json")
    result = json.loads(out)
    assert (code, result["score"]) == (0, result["max_score"])
    assert {case["torch"]["status"] for e in result["exercises"] for case in e["cases"]} == {
        "passed"
    }


def test_json_has_every_field_of_the_contract(call: Call) -> None:
    _, out, _ = call("check", SUBMISSIONS / "demo_optimizers", "--json")
    result = json.loads(out)
    assert result["schema"] == "grader/result/1"
    assert set(result) >= {
        "schema", "assignment", "submission", "status", "message", "line", "score", "max_score", "late",
        "isolation", "seed_id", "seconds", "stdout", "exercises",
    }  # fmt: skip
    exercises = {e["name"]: e for e in result["exercises"]}
    assert set(exercises["Momentum"]) >= {
        "name",
        "score",
        "max_score",
        "status",
        "findings",
        "cases",
    }
    case = exercises["Momentum"]["cases"][0]
    assert set(case) >= {
        "name", "visibility", "status", "message", "traceback", "expected", "got", "contract", "error",
        "first_divergence", "torch", "seconds",
    }  # fmt: skip
    assert set(case["first_divergence"]) >= {"step", "tensor", "node", "state", "key", "index"}
    assert case["first_divergence"]["step"] == 1
    assert case["first_divergence"]["state"] is None, (
        "that v has another factor is its author's way"
    )
    assert set(exercises["Momentum"]["findings"][0]) >= {
        "mistake",
        "kind",
        "message",
        "explanation",
    }
    assert exercises["ema_closed_form"]["cases"][0]["traceback"].startswith("Traceback")
    assert exercises["Nesterov"]["cases"][0]["contract"] == ["gradient_calls"]


def test_nan_is_a_string(call: Call, tmp_path: Path) -> None:
    (tmp_path / "losses.py").write_text("def mse(f, y):\n    return float('nan')\n")
    code, out, _ = call("check", tmp_path, "--only", "mse", "--json")
    case = json.loads(out, parse_constant=pytest.fail)["exercises"][0]["cases"][0]
    assert code == 1
    assert case["got"] == "nan"
    assert case["error"]["max_rel"] == "inf"


def test_only_rescales_the_maximum(call: Call) -> None:
    code, out, _ = call("check", SUBMISSIONS / "demo_optimizers", "--only", "AdaGrad", "--json")
    result = json.loads(out)
    assert (code, result["score"], result["max_score"], len(result["exercises"])) == (0, 2, 2, 1)


def test_a_file_may_be_named_otherwise(call: Call, tmp_path: Path) -> None:
    shutil.copy(SUBMISSIONS / "perfect_losses" / "losses.py", tmp_path / "my_losses.py")
    code, out, _ = call("check", tmp_path / "my_losses.py", "--assignment", "losses")
    assert code == 0
    assert "23 of 23 points" in out


@pytest.mark.slow
def test_the_table_has_worst_news_first(call: Call) -> None:
    code, out, _ = call("check", SUBMISSIONS / "demo_optimizers")
    lines = out.splitlines()
    assert code == 1
    assert "ema_closed_form" in lines[1]
    assert lines.index(next(x for x in lines if "Momentum" in x)) < lines.index(
        next(x for x in lines if " SGD " in x)
    )
    at = lines.index("look next: ema_closed_form, line 95")
    path = SUBMISSIONS / "demo_optimizers"
    assert lines[at + 1] == f"  grader check {path} --only ema_closed_form --explain"
    assert (
        "".join(lines[at + 2 :]).startswith("ema_closed_form: one change") or len(lines) == at + 2
    )
    _, out, _ = call("--course", find_course(), "check", path)
    again = next(line for line in out.splitlines() if line.startswith("  grader "))
    assert again.startswith(f"  grader --course {find_course()} check {path} --only ")
    assert call(*lines[at + 1].split()[1:])[0] == 1


def test_explain_shows_the_numbers(call: Call) -> None:
    _, out, _ = call("check", SUBMISSIONS / "demo_optimizers", "--only", "Momentum", "--explain")
    assert "expected  " in out
    assert "got       " in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "/nowhere"], "there is no such file or folder"),
        (["check", "EMPTY"], "holds no .py file and no notebook"),
        (
            ["check", "TWO"],
            "holds several assignments (activations, losses); name one with --assignment",
        ),
        (["check", "TWO", "--assignment", "lossess"], "did you mean 'losses'?"),
        (
            ["check", "TWO", "--assignment", "backprop"],
            "backprop.py: there is no such file; found activations, losses",
        ),
        (["check", "TWO", "--assignment", "losses", "--only", "msee"], "did you mean 'mse'?"),
        (["check", "--nope"], "No such option"),
        (["chek"], "No such command"),
        (["start", "optimizer"], "did you mean 'optimizers'?"),
        (["start", "losses", "TWO"], "exists already and is not overwritten"),
        (["--course", "EMPTY", "check"], "is no course"),
        (
            ["check", "TWO", "--assignment", "losses", "--html", "/nowhere/x.html"],
            "cannot be written",
        ),
    ],
)
def test_usage_errors_are_sentences(
    call: Call, tmp_path: Path, arguments: list[str], words: str
) -> None:
    for name in ("EMPTY", "TWO"):
        (tmp_path / name).mkdir()
    for name in ("losses", "activations"):
        (tmp_path / "TWO" / f"{name}.py").write_text("")
    named = [str(tmp_path / a) if a in ("EMPTY", "TWO") else a for a in arguments]
    code, out, err = call(*named)
    assert code == 2
    assert words in err
    assert "Traceback" not in out + err


def test_a_fault_in_the_course_has_its_place(call: Call, course: Path, tmp_path: Path) -> None:
    shutil.copytree(course / "assignments" / "losses", tmp_path / "c" / "assignments" / "losses")
    file = tmp_path / "c" / "assignments" / "losses" / "assignment.yaml"
    file.write_text(file.read_text().replace("points: 1", "pionts: 1", 1))
    code, _, err = call("--course", tmp_path / "c", "check", SUBMISSIONS / "perfect_losses")
    assert code == 2
    assert f"{file}:10:5: unknown key 'pionts'; did you mean 'points'?" in err


def test_golden_values_of_other_inputs_are_refused(
    call: Call, course: Path, tmp_path: Path
) -> None:
    shutil.copytree(course / "assignments" / "losses", tmp_path / "c" / "assignments" / "losses")
    file = tmp_path / "c" / "assignments" / "losses" / "assignment.yaml"
    file.write_text(file.read_text().replace("seed: 203", "seed: 204"))
    code, _, err = call("--course", tmp_path / "c", "check", SUBMISSIONS / "perfect_losses")
    assert code == 2
    assert "made from other inputs" in err


def test_our_own_failure_is_no_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADER_DEBUG", raising=False)
    monkeypatch.setattr("grader.cli.check._show", lambda *_: 1 / 0)
    code, _, err = call("check", SUBMISSIONS / "perfect_losses")
    assert code == 3
    assert "This is our fault, not yours" in err
    assert "Traceback" not in err


def test_hostile_text_stays_text(call: Call, tmp_path: Path) -> None:
    code, out, _ = call(
        "check", SUBMISSIONS / "raises_with_hostile_text", "--html", tmp_path / "r.html"
    )
    assert code == 1
    assert "\x1b]0;" not in out
    assert "\u202e" not in out
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "http://" not in html
    assert "https://" not in html
    assert clean("a\x1b[31mb\x1b]0;t\x07c\x00d\u202ee\u200bf\ng") == "abcdef\ng"


@pytest.mark.slow
def test_the_report_is_one_small_file(call: Call, tmp_path: Path) -> None:
    call("check", SUBMISSIONS / "demo_optimizers", "--html", tmp_path / "r.html")
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert len(html.encode()) < 150_000
    for words in (
        "4</strong> of 18",
        "ema_closed_form",
        "IndexError",
        "off from step 1 on",
        'class="way anim"',
        "gradient at the start",
    ):
        assert words in html
    assert list(tmp_path.iterdir()) == [tmp_path / "r.html"]


def test_every_command_has_help(call: Call) -> None:
    for command in COMMANDS:
        result = CliRunner().invoke(app, [command, "--help"])
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 5


def test_golden_shows_drift_and_writes_only_when_told(
    call: Call, course: Path, tmp_path: Path
) -> None:
    for part in ("assignments/losses", "assignments/activations", "reference"):
        shutil.copytree(course / part, tmp_path / part)
    golden = tmp_path / "assignments" / "losses" / "golden.json"
    before = golden.read_bytes()
    assert call("--course", tmp_path, "golden", "losses")[:2] == (0, "losses: 64 cases, 0 differ\n")
    source = tmp_path / "reference" / "losses.py"
    source.write_text(
        source.read_text().replace(
            "return lam * np.sum(theta**2)", "return 2 * lam * np.sum(theta**2)"
        )
    )
    code, out, _ = call("--course", tmp_path, "golden")
    assert code == 1
    assert "l2_penalty/matrix: the reference now answers otherwise" in out
    assert "relative difference 1" in out
    assert golden.read_bytes() == before


@pytest.mark.slow
@pytest.mark.torch
def test_golden_write_is_stable(call: Call, course: Path, tmp_path: Path) -> None:
    for part in ("assignments/losses", "assignments/activations", "reference"):
        shutil.copytree(course / part, tmp_path / part)
    golden = tmp_path / "assignments" / "losses" / "golden.json"
    before = json.loads(golden.read_text())
    golden.unlink()
    assert call("--course", tmp_path, "golden", "losses", "--write")[0] == 0
    after = json.loads(golden.read_text())
    if before["made_with"] == after["made_with"]:
        assert after == before


@pytest.mark.torch
def test_a_live_torch_can_be_asked(call: Call) -> None:
    code, out, _ = call("check", SUBMISSIONS / "perfect_losses", "--torch", "--json")
    assert code == 0
    assert all(
        c["torch"]["status"] == "passed" for e in json.loads(out)["exercises"] for c in e["cases"]
    )


def test_doctor_says_what_this_machine_stops(call: Call) -> None:
    code, out, _ = call("doctor")
    assert code == 0
    assert "a loop without end" in out
    assert "import of the reference" in out


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "grader", *arguments],
        capture_output=True, text=True, timeout=clocks.scaled(60), cwd=ROOT, env={**os.environ, **environment}, check=False,
    )  # fmt: skip


def test_the_program_itself() -> None:
    """Through a real process, with the child that is started ahead."""
    right = command("check", str(SUBMISSIONS / "perfect_losses"))
    assert (right.returncode, right.stderr) == (0, "")
    assert "23 of 23 points" in right.stdout
    assert "\x1b[" not in right.stdout
    wrong = command("check", "/nowhere")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert command("--version").stdout.startswith("grader, version")
    ascii_only = command(
        "check", str(SUBMISSIONS / "perfect_losses"), PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert ascii_only.returncode == 0


def test_watch_grades_again(tmp_path: Path) -> None:
    file = tmp_path / "activations.py"
    file.write_text("")
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "check", str(tmp_path), "--watch"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    # Its output ends then, and the test with it.
    alarm = threading.Timer(clocks.scaled(60), process.kill)
    alarm.start()
    try:
        for line in process.stdout:
            if "0 of 14 points" in line:
                break
        time.sleep(clocks.scaled(0.5))
        shutil.copy(SUBMISSIONS / "perfect_activations" / "activations.py", file)
        for line in process.stdout:
            if "14 of 14 points" in line:
                break
        else:
            pytest.fail("the change was not noticed")
    finally:
        alarm.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_folder_of_the_command_is_not_ours(tmp_path: Path) -> None:
    """A student's file with a name of the standard library's is not run by the parent."""
    (tmp_path / "textwrap.py").write_text("raise SystemExit('student code in the parent')")
    shutil.copy(SUBMISSIONS / "perfect_losses" / "losses.py", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "grader", "check", "."],
        capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "23 of 23 points" in done.stdout


def test_odd_files_beside_the_module(call: Call, tmp_path: Path) -> None:
    shutil.copy(SUBMISSIONS / "perfect_losses" / "losses.py", tmp_path)
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / ".#losses.py").symlink_to("nobody@nowhere.1:2")
    (tmp_path / "loop.py").symlink_to("loop.py")
    (tmp_path / "folder.py").mkdir()
    assert call("check", tmp_path)[0] == 0


@pytest.mark.slow
@pytest.mark.torch
def test_golden_write_refuses_what_the_oracle_contradicts(
    call: Call, course: Path, tmp_path: Path
) -> None:
    for part in ("assignments/losses", "assignments/activations", "reference"):
        shutil.copytree(course / part, tmp_path / part)
    golden = tmp_path / "assignments" / "losses" / "golden.json"
    before = golden.read_bytes()
    source = tmp_path / "reference" / "losses.py"
    source.write_text(
        source.read_text().replace("return 2 * lam * theta", "return 2.0001 * lam * theta")
    )
    code, out, _ = call("--course", tmp_path, "golden", "--write")
    assert code == 1
    assert "l2_grad/matrix: relative distance to the oracle 5e-05" in out
    assert "not written" in out
    assert golden.read_bytes() == before


@pytest.mark.parametrize("file", ["losses (1).py", "Copy of losses.py", "hw2_Losses_final.py"])
def test_a_renamed_file_is_taken_and_that_is_told(call: Call, tmp_path: Path, file: str) -> None:
    shutil.copy(SUBMISSIONS / "perfect_losses" / "losses.py", tmp_path / file)
    code, out, _ = call("check", tmp_path, "--json")
    result = json.loads(out)
    assert (code, result["score"]) == (0, result["max_score"])
    assert result["notes"] == [f"{file} was taken for losses.py"]


def test_an_empty_folder_is_told_how_to_begin(call: Call, tmp_path: Path) -> None:
    code, _, err = call("check", tmp_path)
    assert code == 2
    assert "holds no .py file and no notebook" in err
    assert "`grader start NAME`" in err


def test_two_assignments_renamed_in_one_folder_are_not_guessed(call: Call, tmp_path: Path) -> None:
    for name in ("losses", "optimizers"):
        shutil.copy(SUBMISSIONS / f"perfect_{name}" / f"{name}.py", tmp_path / f"{name} (1).py")
    code, _, err = call("check", tmp_path)
    assert (code, "holds several assignments (losses, optimizers)" in err) == (2, True)


def test_start_makes_a_notebook(call: Call, tmp_path: Path) -> None:
    assert call("start", "losses", tmp_path / "w", "--notebook")[0] == 0
    assert sorted(f.name for f in (tmp_path / "w").iterdir()) == ["handout.md", "losses.ipynb"]
    code, out, _ = call("check", tmp_path / "w", "--json")
    result = json.loads(out)
    assert (code, result["score"], result["notes"]) == (1, 0, [])
    assert {e["status"] for e in result["exercises"]} == {"not_implemented"}
    layered = ROOT / "examples" / "layers_and_optimizers"
    code, _, err = call("--course", layered, "start", "layers", tmp_path / "l", "--notebook")
    assert (code, "leave --notebook away" in err) == (2, True)


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_completion(call: Call, shell: str) -> None:
    code, out, _ = call("completion", shell)
    assert (code, f"_GRADER_COMPLETE={shell}_complete" in out) == (0, True)


def test_a_shell_completes_commands() -> None:
    asked = {"_GRADER_COMPLETE": "bash_complete", "COMP_WORDS": "grader st", "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['grader']; from grader.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, capture_output=True, text=True
    )
    assert done.stdout.split() == ["plain,start"]
