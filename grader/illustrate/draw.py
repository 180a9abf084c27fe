"""One submission's figures: what the pages show beside its result."""

import contextlib
import time
from collections.abc import Callable, Sequence

from ..adapters import adapter_of
from ..diagnose.graded import UNWRITTEN, public, right
from ..errors import SandboxError
from ..model import (
    Case,
    Exercise,
    ExerciseResult,
    Figures,
    Graded,
    Limits,
    Pictures,
    Result,
    Sketch,
    Surface,
    Track,
)
from ..model.pictures import Figure, Kind
from ..paper import Paper, open_box
from ..sandbox.backend import Backend
from ..submission import Submission
from ..submission.layout import modules_of
from .arrays import arrays, layers, quantities, smallest
from .code import Sources
from .curves import curves
from .graph import graph
from .network import network
from .scenes import scenes, track
from .steps import steps

__all__ = ["illustrate"]

#: A kind of figure is a function of an exercise's judged cases and the tolerance.
KINDS: dict[Kind, Callable[[Sequence[Graded], float], Sequence[Figure]]] = {
    "arrays": arrays,
    "curves": curves,
    "graph": graph,
    "layers": layers,
    "network": network,
    "steps": steps,
}
#: For all runs on surfaces together: a picture is not worth more.
SCENE_LIMITS = Limits(seconds=0.5, total_seconds=4.0)


def illustrate(
    paper: Paper,
    submission: Submission,
    result: Result,
    cases: Sequence[Graded],
    pictures: Pictures,
    backend: Backend,
) -> Figures:
    """The figures of a submission, from its judged cases; hidden ones are left out.

    What was answered wrongly is run on the surfaces, too, by `backend`: in a process of its own, so
    that no picture costs a case, and none has seen a hidden input.  A picture that fails by our own
    fault is left out.
    """
    placed = modules_of(paper.assignment.places, submission.inside)
    sources = {
        module: Sources(submission.files, file.removesuffix(".py"))
        for module, (file, _) in placed.items()
    }
    first = sources[paper.assignment.module]
    if result.status == "unreadable":
        return Figures(problem=first.around(result.line, result.file) if result.line else None)
    passed = {exercise.name for exercise in result.exercises if exercise.status == "passed"}
    sketches: dict[str, Sketch] = {}
    wrong: list[str] = []
    told = {exercise.name: _told(exercise) for exercise in result.exercises}
    for exercise in paper.assignment.exercises:
        own = public([g for g in cases if g.case.exercise.name == exercise.name])
        if not own:
            continue
        with contextlib.suppress(Exception):
            source, lines = sources.get(exercise.module, first), told.get(exercise.name, ())
            sketches[exercise.name] = _sketch(paper, source, exercise, own, pictures, lines)
        as_expected = right(own) and exercise.name in passed
        if not as_expected and not all(g.outcome.status in UNWRITTEN for g in own):
            wrong.append(exercise.name)
    tracks: dict[str, dict[str, Track]] = {}
    if wrong and pictures.surfaces:
        tracks = _tracks(paper, submission, pictures.surfaces, wrong, backend)
    return Figures(sketches=sketches, tracks=tracks)


def _sketch(
    paper: Paper,
    sources: Sources,
    exercise: Exercise,
    own: Sequence[Graded],
    pictures: Pictures,
    told: tuple[int, ...],
) -> Sketch:
    adapter = adapter_of(exercise)
    kind = pictures.kinds.get(exercise.name) or adapter.figure
    first = None if adapter.secret else smallest(own)
    figures: Sequence[Figure] = ()
    with contextlib.suppress(Exception):
        figures = KINDS[kind](own, paper.tolerance)
    return Sketch(
        code=sources.code_of(exercise.name, (*_lines(own, sources.module), *told)),
        case="" if first is None else first.case.spec.name,
        inputs=() if first is None else quantities(first),
        figures=tuple(figures),
    )


def _lines(own: Sequence[Graded], module: str) -> tuple[int, ...]:
    """The lines of the module that tracebacks name."""
    faults = [g.outcome.fault for g in own if g.outcome.fault is not None]
    frames = [frame for fault in faults for frame in fault.frames]
    return tuple(sorted({line for file, line, _, _ in frames if in_file(file, module)}))


def _told(exercise: ExerciseResult) -> tuple[int, ...]:
    """The lines on which a change makes every case right."""
    places = [f.parameters.get("lines", ()) for f in exercise.findings if f.kind == "place"]
    return tuple(line for lines in places for line in lines)


def in_file(frame: str, file: str) -> bool:
    """Whether a frame, which is in LABEL/file, is in that file."""
    return frame.partition("/")[2] == file


def _tracks(
    paper: Paper,
    submission: Submission,
    surfaces: Sequence[Surface],
    names: Sequence[str],
    backend: Backend,
) -> dict[str, dict[str, Track]]:
    """The submission's ways over the surfaces; what takes too long is left out, and only that."""
    found: dict[str, dict[str, Track]] = {}
    waiting = list(names)
    end = time.monotonic() + SCENE_LIMITS.total_seconds
    while waiting and time.monotonic() < end:
        runs = scenes(paper.assignment, surfaces, waiting)
        slow = _run(paper, submission, runs, backend, found)
        if slow is None:
            break
        waiting = waiting[waiting.index(slow) + 1 :]
    return found


def _run(
    paper: Paper,
    submission: Submission,
    runs: Sequence[tuple[Surface, Case]],
    backend: Backend,
    found: dict[str, dict[str, Track]],
) -> str | None:
    """Adds the ways of these runs; the exercise that ended them, if one took too long."""
    cases = [case for _, case in runs]
    box = open_box(paper, submission, backend, cases, SCENE_LIMITS)
    with contextlib.suppress(SandboxError), box:
        if not runs or box.problem() is not None:
            return None
        for (surface, case), outcome in zip(runs, box.run(), strict=False):
            if outcome.status in ("timeout", "memory", "internal_error"):
                return case.exercise.name
            way = track(outcome.value, surface) if outcome.status == "value" else None
            if way is not None:
                found.setdefault(surface.name, {})[case.exercise.name] = way
    return None
