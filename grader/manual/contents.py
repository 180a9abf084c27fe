"""What pages there are, found by their names."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

import click

from ..course import assignment_folder, assignment_names
from ..diagnose.catalogue import Known
from ..diagnose.fingerprints import FILE, read
from ..files import read_text
from ..model import Assignment, Exercise, Mistake
from ..spec import load_mistakes
from .commands import command_page
from .examples import Example, examples_of
from .exercises import assignment_page, exercise_page, load_assignment
from .findings import error_page, error_slugs, finding_page, rules
from .formats import format_names, format_page
from .keys import file_names, file_page
from .mistakes import known_page, mistake_page, mistake_path
from .page import Kind, Link, Page

__all__ = ["Entry", "Manual"]

FORMATS: tuple[Kind, ...] = ("exporter", "importer", "target")


class Entry:
    """A page that there is: its kind, its name, and what makes it."""

    def __init__(self, kind: Kind, name: str, make: Callable[[], Page]) -> None:
        self.kind, self.name, self.make = kind, name, make


class Manual:
    """The pages of a course and of the grader's own parts.

    `commands` are the names of those of the command line, and `command` gives one.  With `code`,
    the page of a mistake has its wrong lines, which is for staff.
    """

    def __init__(
        self,
        course: Path,
        commands: Sequence[str],
        command: Callable[[str], click.Command],
        code: bool = False,
    ) -> None:
        self.course, self.commands, self.command, self.code = course, commands, command, code
        self._read: dict[str, Assignment] = {}
        self._known: dict[str, tuple[Mistake, ...]] = {}

    @property
    def is_checkout(self) -> bool:
        """Whether the course has its reference, and with it examples of its mistakes."""
        return any(self.course.glob("reference/*.py"))

    @cached_property
    def assignments(self) -> dict[str, Assignment]:
        """The course's assignments by name."""
        return {name: self._assignment(name) for name in assignment_names(self.course)}

    @cached_property
    def mistakes(self) -> dict[str, tuple[Mistake, ...]]:
        """The known mistakes of each assignment; none where the course has no mistakes.yaml."""
        return {name: self._mistakes(name) for name in self.assignments}

    def _assignment(self, name: str) -> Assignment:
        if name not in self._read:
            self._read[name] = load_assignment(self.course, name)
        return self._read[name]

    def _mistakes(self, name: str) -> tuple[Mistake, ...]:
        if name not in self._known:
            exercises = [exercise.name for exercise in self._assignment(name).exercises]
            self._known[name] = load_mistakes(assignment_folder(self.course, name), exercises)
        return self._known[name]

    def entries(self) -> Iterator[Entry]:
        """Every page but those of mistakes."""
        for name in self.assignments:
            yield from self._of_assignment(name)
        yield from self._of_grader()

    def _of_assignment(self, name: str) -> Iterator[Entry]:
        assignment = self._assignment(name)
        yield Entry("assignment", name, partial(assignment_page, self.course, assignment))
        for exercise in assignment.exercises:
            yield Entry("exercise", exercise.name, partial(self._exercise, assignment, exercise))

    def _of_grader(self) -> Iterator[Entry]:
        """The pages that every course has."""
        for name in self.commands:
            yield Entry("command", name, partial(self._command, name))
        for kind in FORMATS:
            for name in format_names(kind):
                yield Entry(kind, name, partial(format_page, kind, name))
        for name in file_names():
            yield Entry("file", name, partial(file_page, name))
        for name in rules():
            yield Entry("finding", name, partial(finding_page, name))
        for name in error_slugs():
            yield Entry("error", name, partial(error_page, name))

    def _command(self, name: str) -> Page:
        return command_page(self.command(name), name)

    def _exercise(self, assignment: Assignment, exercise: Exercise) -> Page:
        known = self._mistakes(assignment.name)
        links = [
            Link(mistake_path(assignment.name, mistake.id), mistake.id)
            for mistake in known
            if mistake.exercise == exercise.name
        ]
        return exercise_page(self.course, assignment, exercise, links)

    def mistake_pages(self, examples: Mapping[str, Mapping[str, Example]]) -> Iterator[Page]:
        """The pages of all known mistakes; `examples` are by assignment and id."""
        for name, mistakes in self.mistakes.items():
            for mistake in mistakes:
                yield mistake_page(name, mistake, examples[name].get(mistake.id), self.code)

    def find(self, name: str) -> list[Page]:
        """The pages of that name; none, or several where kinds share it.

        Raises ConfigurationError where a file of the course is wrong.
        """
        entries = list(self._of_grader())
        for assignment in assignment_names(self.course):
            if name == assignment or self._stands_in(name, assignment, "assignment.yaml"):
                entries += self._of_assignment(assignment)
        found = [entry.make() for entry in entries if entry.name == name]
        return [*found, *self._mistakes_called(name)]

    def _stands_in(self, name: str, assignment: str, file: str) -> bool:
        """Whether a file may define that name: reading it in full takes half a second."""
        path = assignment_folder(self.course, assignment) / file
        asked = rf"""\b(?:id|name):\s*["']?{re.escape(name)}\b"""
        return path.is_file() and re.search(asked, read_text(path)) is not None

    def _mistakes_called(self, name: str) -> Iterator[Page]:
        for assignment in assignment_names(self.course):
            if self.is_checkout:
                yield from self._with_example(assignment, name)
            else:
                known = _texts(assignment_folder(self.course, assignment)).get(name)
                if known is not None:
                    yield known_page(known)

    def _with_example(self, assignment: str, name: str) -> Iterator[Page]:
        if not self._stands_in(name, assignment, "mistakes.yaml"):
            return
        for mistake in self._mistakes(assignment):
            if mistake.id == name:
                example = examples_of(self.course, assignment, only=name)[name]
                yield mistake_page(assignment, mistake, example, self.code)

    def names(self) -> list[str]:
        """Every name that has a page, but those of mistakes where there is no mistakes.yaml.

        The student's package knows mistakes by what is said of them, which is no reading list.
        """
        found = {entry.name for entry in self.entries()}
        return sorted(found | {m.id for known in self.mistakes.values() for m in known})


def _texts(folder: Path) -> Mapping[str, Known]:
    """What the student's package has of mistakes: what is said of them."""
    return read(folder).texts if (folder / FILE).is_file() else {}
