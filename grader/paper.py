"""What submissions are held to: an assignment, its cases drawn, its golden values, its mistakes."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache as cache_of
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import cache
from .course import beside_files
from .errors import ConfigurationError
from .golden.kept import kept_families, kept_parts
from .model import Assignment, Case, Exercise, Golden, Limits
from .sandbox.backend import Backend, open_backend
from .sandbox.box import Box
from .sandbox.modules import Module
from .submission.definitions import Wanted
from .submission.files import Submission
from .submission.layout import beside, modules_of, replaced

__all__ = ["Paper", "open_box", "public_paper", "wanted_of"]


if TYPE_CHECKING:
    from .golden.file import GoldenFile
    from .golden.slips import Slip
    from .model.variants import Family, Part


class Paper:
    """An assignment with its cases; its golden values are read when the first is asked for.

    `probes` are cases without points, which are run where others are wrong: for the diagnosis.
    """

    def __init__(
        self, assignment: Assignment, cases: Sequence[Case], probes: Sequence[Case] = ()
    ) -> None:
        self.assignment = assignment
        self.cases = list(cases)
        self.probes = list(probes)
        self._goldens: dict[str, Golden] = {}
        self._families: Callable[[], dict[str, list[Family]]] = partial(_families_of, assignment)
        self._parts: Callable[[], dict[str, dict[str, Part]]] = partial(
            _parts_of, assignment, self.cases
        )

    @property
    def exercises(self) -> list[Exercise]:
        """The exercises that have cases here: all, or those that were asked for."""
        asked = {case.exercise.name for case in self.cases}
        return [e for e in self.assignment.exercises if e.name in asked]

    @property
    def in_order(self) -> list[Case]:
        """The cases as they are run: the public ones first, then the hidden ones."""
        return sorted(self.cases, key=lambda case: case.spec.visibility == "hidden")

    @cached_property
    def starters(self) -> list[Case]:
        """Cases to be run again where they are wrong, with the course's own earlier function."""
        if not any(e.after and e.after.starter for e in self.assignment.exercises):
            return []
        from .cases.starters import draw_starters

        return draw_starters(self.assignment, self.cases)

    @cached_property
    def parts(self) -> "dict[str, dict[str, Part]]":
        """What stands in for the student's own: exercise -> earlier exercise -> the course's.

        Empty where there is no reference, as in the package that students have.
        """
        return self._parts()

    @cached_property
    def families(self) -> "dict[str, list[Family]]":
        """Exercise -> known mistakes with a constant that can be solved for.

        Empty where there is no reference.
        """
        return self._families()

    @cached_property
    def slips(self) -> "dict[str, list[Slip]]":
        """Exercise -> quantities that answers by hand may have wrong, while all else follows.

        Empty where there is no reference.
        """
        from .golden.slips import slips_of  # asked for where something is wrong

        return slips_of(self.assignment, self.cases)

    @cached_property
    def beside(self) -> dict[str, bytes]:
        """The course's files that are put beside every submission.  Raises ConfigurationError."""
        return beside_files(self.assignment)

    def with_hidden(self, cases: Sequence[Case], goldens: Mapping[str, Golden]) -> "Paper":
        """The same with hidden cases, whose golden values are no one's but the judge's."""
        paper = Paper(self.assignment, [*self.cases, *cases], self.probes)
        paper._goldens = dict(goldens)
        return paper

    @cached_property
    def _frozen(self) -> "GoldenFile":
        from .golden.file import read  # numpy takes its time; the child works meanwhile

        return read(Path(self.assignment.folder))

    def golden(self, case: Case) -> Golden:
        """The golden values of a case, decoded once.  Raises GoldenError."""
        if case.id not in self._goldens:
            self._goldens[case.id] = self._frozen.golden(case)
        return self._goldens[case.id]

    @property
    def tolerance(self) -> float:
        """How far an answer may be off, relative to its size."""
        return self.assignment.tolerance

    @property
    def accepted(self) -> dict[str, str]:
        """What is said of a variant that is accepted: mistake id -> sentence."""
        return self._frozen.accepted_words()


def wanted_of(assignment: Assignment) -> Wanted:
    """What the assignment asks for, by which the right one of several files is found."""
    folder = Path(assignment.folder)
    template = folder.parent.parent / "student_template" / folder.name
    places = assignment.places
    own = cache_of(lambda: beside_files(assignment))  # read once, and only if there is something

    def module(name: str, others: Sequence[Wanted] = ()) -> Wanted:
        return Wanted(
            name,
            assignment.exercises_in(name),
            template,
            path=assignment.paths[name],
            place=places[name],
            others=others,
            beside=own,
        )

    first, *others = places
    return module(first, [module(name) for name in others])


def public_paper(folder: Path, only: Sequence[str] = ()) -> Paper:
    """The public cases of an assignment, of some exercises if `only` names them.

    Raises SpecError, and ConfigurationError when there is no such exercise.
    """
    assignment, cases, probes = cache.load(folder, lambda: _draw(folder))
    names = [exercise.name for exercise in assignment.exercises]
    for name in only:
        if name not in names:
            from .spec.tree import did_you_mean

            meant = did_you_mean(name, names)
            raise ConfigurationError(f"{assignment.name} has no exercise {name!r}{meant}")
    chosen, probing = (
        [case for case in group if not only or case.exercise.name in only]
        for group in (cases, probes)
    )
    paper = Paper(assignment, chosen, probing)
    paper._families = kept_families(folder, paper._families)
    if not only and any(exercise.builds_on for exercise in assignment.exercises):
        paper._parts = kept_parts(folder, paper._parts)
    return paper


def open_box(
    paper: Paper,
    submission: Submission,
    backend: Backend | None = None,
    cases: Sequence[Case] | None = None,
    limits: Limits | None = None,
) -> Box:
    """The box in which a submission will be run; without a backend, at level `limits`.

    It is run on all of the paper and within the assignment's limits, if no others are given; the
    course's own files are put beside it.  Raises ConfigurationError when one cannot be read.
    """
    assignment, inside = paper.assignment, submission.inside
    places = assignment.places
    course = beside(places, inside, paper.beside)
    files = {**submission.files}
    for key in replaced(files, course):
        del files[key]
    modules = [
        Module(
            name=name,
            file=file,
            place=assignment.paths[module] or file,
            exercises=tuple(assignment.exercises_in(module)),
        )
        for module, (file, name) in modules_of(places, inside).items()
    ]
    box = Box(
        files | course,
        modules,
        limits or assignment.limits,
        paper.in_order if cases is None else cases,
        backend or open_backend("limits"),
        inside,
        course,
    )
    box.allow(assignment.stand_ins)
    return box


def _families_of(assignment: Assignment) -> "dict[str, list[Family]]":
    from .golden.families import families_of  # YAML, for what nothing else explains

    return families_of(assignment)


def _parts_of(assignment: Assignment, cases: Sequence[Case]) -> "dict[str, dict[str, Part]]":
    from .golden.parts import parts_of  # asked for where something is wrong

    return parts_of(assignment, cases)


def _draw(folder: Path) -> cache.Drawn:
    from .cases.build import draw_cases  # only when the cache does not have it: YAML takes its time
    from .cases.probes import draw_probes
    from .spec import load

    assignment, source = load(folder)
    cases = [c for c in draw_cases(assignment, source) if c.spec.visibility == "public"]
    return assignment, cases, draw_probes(assignment, cases)
