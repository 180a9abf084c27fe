"""Which files are assignments' modules, and the grade of each, once in a run."""

import tomllib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from ..api import load_course
from ..errors import ConfigurationError, GraderError
from ..files import read_text
from ..local import best_backend, grade_with_backend
from ..model import Assignment, Result
from ..paper import Paper, public_paper, wanted_of
from ..spec import did_you_mean
from ..submission import collect
from ..submission.definitions import Wanted
from .items import CaseItem, GradedFile

__all__ = ["Collection"]

#: What `grader.toml` may say.
KEYS = ("assignment", "course")


class Collection:
    """The hooks of pytest, and the papers and results that its items ask for."""

    def __init__(self, assignments: list[Assignment]) -> None:
        self.assignments = assignments
        self.wanted = {each.name: wanted_of(each) for each in assignments}
        self._results: dict[tuple[str, Path], Result] = {}

    @classmethod
    def read(cls, settings: Path) -> "Collection":
        """As a file says, if it is there.  Raises pytest.UsageError."""
        try:
            given = _settings(settings)
            folder = given.get("course")
            course = load_course(None if folder is None else settings.parent / folder)
            names = [given["assignment"]] if "assignment" in given else course.assignments
            return cls([course.assignment(name) for name in names])
        except GraderError as error:
            raise pytest.UsageError(f"grader: {error}") from None

    @pytest.hookimpl
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """An assignment's module or notebook; nothing of it is imported into this process."""
        if file_path.suffix == ".py" and parent.session.isinitpath(file_path):
            return None  # pytest asks below, where it would import it
        return self._graded(file_path, parent)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(
        self, module_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """A module that was named on the command line, in place of pytest's own."""
        if not parent.session.isinitpath(module_path):
            return None
        return self._graded(module_path, parent)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A case that is not right is reported at its own line, not at that of the definition."""
        report = yield
        if isinstance(item, CaseItem) and call.excinfo is not None:
            report.location = item.place_of(call.excinfo.value) or report.location
        return report

    def paper(self, assignment: Assignment) -> Paper:
        """Its public cases."""
        return public_paper(Path(assignment.folder))

    def result(self, assignment: Assignment, work: Path) -> Result:
        """The grade of a file or folder; the first item that asks has it made."""
        key = (assignment.name, work)
        if key not in self._results:
            paper = self.paper(assignment)
            submission = collect(work, self.wanted[assignment.name])
            result, _, backend = grade_with_backend(paper, submission, best_backend())
            backend.close()
            self._results[key] = result
        return self._results[key]

    def _graded(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if path.suffix not in (".py", ".ipynb"):
            return None
        for assignment in self.assignments:
            for module in self.wanted[assignment.name].modules:
                if _is_of(path, module):
                    file: GradedFile = GradedFile.from_parent(parent, path=path)
                    file.open(self, assignment, module)
                    return file
        return None


def _is_of(path: Path, module: Wanted) -> bool:
    return module.is_place(path.as_posix()) if module.path else path.stem == module.module


def _settings(file: Path) -> dict[str, Any]:
    """The keys of `grader.toml`.  Raises ConfigurationError."""
    if not file.is_file():
        return {}
    try:
        given = tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: is no TOML: {error}") from None
    for key, value in given.items():
        if key not in KEYS:
            raise ConfigurationError(f"{file}: unknown key {key!r}{did_you_mean(key, KEYS)}")
        if not isinstance(value, str):
            raise ConfigurationError(f"{file}: {key}: expected text, found {value!r}")
    return given
