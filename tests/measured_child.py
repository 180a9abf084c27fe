"""Coverage of the process that runs submissions, at the level `limits`: for tests alone.

The runner is started as always (`-I -S`, an empty environment), by this file, which begins to
measure and then runs it; a sealed process, which can open no file, is not measured.
"""

import contextlib
import os
import runpy
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]


def measured(command: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The command line of the runner, started by this file."""
    import coverage

    folder = os.path.dirname(os.path.dirname(os.path.abspath(coverage.__file__)))

    def _command(program: str, *words: str, python: str | None = None) -> list[str]:
        argv = command(program, *words, python=python)
        at = argv.index("-S")
        runner = next(i for i, word in enumerate(argv) if i > at and os.path.isdir(word))
        return [*argv[:runner], os.path.abspath(__file__), folder, *argv[runner:]]

    return _command


def main(folder: str, runner: str, words: Sequence[str]) -> None:
    """Runs `runner` with `words`, and writes what was executed of it when the process ends."""
    sys.path.append(folder)
    import coverage

    sys.path.remove(folder)
    measure = coverage.Coverage(
        config_file=str(ROOT / "pyproject.toml"),
        data_file=str(ROOT / ".coverage"),
        data_suffix=True,
        source=[str(ROOT / "grader")],
    )
    leave = os._exit

    def _leave(status: int = 0) -> NoReturn:
        with contextlib.suppress(BaseException):  # what the submission has left of the process
            measure.stop()
            measure.save()
        leave(status)

    os._exit = _leave
    measure.start()
    sys.argv = [runner, *words]
    runpy.run_path(runner, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
