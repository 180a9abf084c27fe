"""What pytest shows: a file, its exercises, and each public case as a test."""

import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ..model import Assignment, CaseResult, ExerciseResult, Result
from ..submission.definitions import Wanted
from ..wording.lines import line_of

if TYPE_CHECKING:
    from .collection import Collection

__all__ = ["CaseItem", "ExerciseNode", "GradedFile"]


class NotRight(Exception):
    """A case that is not right: words, and the line of the student's file, from 1."""

    def __init__(self, words: str, line: int | None) -> None:
        super().__init__(words)
        self.line = line


class GradedFile(pytest.File):
    """A module of an assignment, or a notebook in its place."""

    collection: "Collection"
    assignment: Assignment
    module: Wanted

    def open(self, collection: "Collection", assignment: Assignment, module: Wanted) -> None:
        """Says what it is graded as; nodes are made by pytest, from a name and a path alone."""
        self.collection, self.assignment, self.module = collection, assignment, module

    @property
    def work(self) -> Path:
        """What is handed in: the file, or the folder of a module that lies deeper in one."""
        return self.path.parents[self.module.place.count("/")] if self.module.path else self.path

    @property
    def result(self) -> Result:
        """Its grade."""
        return self.collection.result(self.assignment, self.work)

    def line_of(self, name: str) -> int | None:
        """The line, from 1, at which the file defines a function or class."""
        if self.path.suffix != ".py":
            return None
        text = self.path.read_text("utf-8", "replace")
        found = re.search(rf"(?m)^(?:async +def|def|class) +{re.escape(name)}\b", text)
        return None if found is None else text.count("\n", 0, found.start()) + 1

    def collect(self) -> Iterator[pytest.Collector]:
        """The exercises that the module holds."""
        for name in self.module.names:
            yield ExerciseNode.from_parent(self, name=name)


class ExerciseNode(pytest.Collector):
    """An exercise: a function or class that students write."""

    parent: GradedFile

    def collect(self) -> Iterator[pytest.Item]:
        """Its public cases."""
        file = self.parent
        for case in file.collection.paper(file.assignment).cases:
            if case.exercise.name == self.name:
                yield CaseItem.from_parent(self, name=case.spec.name)


class CaseItem(pytest.Item):
    """A public case: right, or the reason why not."""

    parent: ExerciseNode

    @property
    def file(self) -> GradedFile:
        """The file that it is a case of."""
        return self.parent.parent

    def reportinfo(self) -> tuple[PathLike[str] | str, int | None, str]:
        """The file, and the line at which the exercise is defined, from 0."""
        line = self.file.line_of(self.parent.name)
        return self.path, None if line is None else line - 1, f"{self.parent.name}: {self.name}"

    def runtest(self) -> None:
        """Raises NotRight where the case is not right."""
        result = self.file.result
        exercise = next((e for e in result.exercises if e.name == self.parent.name), None)
        case = next((c for c in exercise.cases if c.name == self.name), None) if exercise else None
        if exercise is None or case is None:
            raise NotRight(result.message or result.status, result.line)
        if case.status != "passed":
            line = self._line(exercise, case)
            raise NotRight("\n".join(_words(exercise, case)), line)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The words, and last the place as editors read it; no traceback of ours."""
        error = excinfo.value
        if not isinstance(error, NotRight):
            return super().repr_failure(excinfo, style)
        place = f"{self._shown}:{error.line or 1}"
        return f"{error}\n\n{place}: {str(error).splitlines()[0]}"

    def place_of(self, error: BaseException) -> tuple[str, int | None, str] | None:
        """Where a report of a failure says that it happened."""
        if not isinstance(error, NotRight) or error.line is None:
            return None
        return self._shown, error.line - 1, self.location[2]

    @property
    def _shown(self) -> str:
        return self.location[0]

    def _line(self, exercise: ExerciseResult, case: CaseResult) -> int | None:
        """Of the exception, else of the finding's place in this file, else of the definition."""
        places = [f.place for f in exercise.findings if f.place is not None]
        own = [p.line for p in places if p.line is not None and p.case in (None, case.name)]
        return case.line or next(iter(own), None) or self.file.line_of(exercise.name)


def _words(exercise: ExerciseResult, case: CaseResult) -> Iterator[str]:
    """What is wrong with the exercise, and what this case shows of it."""
    if exercise.findings:
        yield line_of(exercise)
    yield f"{case.message} ({case.about})" if case.about else case.message
    if case.traceback:
        yield case.traceback
    if case.expected is not None:
        yield f"expected  {case.expected}"[:600]
        yield f"got       {case.got}"[:600]
