"""One submission's figures: what the pages show beside its result."""

import contextlib
from collections.abc import Callable, Sequence

from ..diagnose.graded import UNWRITTEN, Graded, public, right
from ..errors import SandboxError
from ..model import (
    Assignment,
    Exercise,
    Figures,
    Limits,
    Pictures,
    Result,
    Sketch,
    Surface,
    Track,
)
from ..model.pictures import Code, Figure, Kind
from ..paper import Paper
from ..sandbox.backend import Backend
from ..sandbox.box import Box
from ..submission import Submission
from .arrays import arrays, layers, quantities, smallest
from .code import around, code_of
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
#: What an exercise's adapter is drawn as, unless pictures.yaml says otherwise.
BY_ADAPTER: dict[str, Kind] = {"steps": "steps", "run": "steps", "graph": "graph"}
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
    if result.status == "unreadable":
        module = paper.assignment.module
        line = result.line
        return Figures(problem=around(submission.files, module, line) if line else None)
    sketches: dict[str, Sketch] = {}
    wrong: list[str] = []
    for exercise in paper.assignment.exercises:
        own = public([g for g in cases if g.case.exercise.name == exercise.name])
        if not own:
            continue
        with contextlib.suppress(Exception):
            sketches[exercise.name] = _sketch(paper, submission, exercise, own, pictures)
        if not right(own) and not all(g.outcome.status in UNWRITTEN for g in own):
            wrong.append(exercise.name)
    tracks: dict[str, dict[str, Track]] = {}
    if wrong and pictures.surfaces:
        tracks = _tracks(paper.assignment, submission, pictures.surfaces, wrong, backend)
    return Figures(sketches=sketches, tracks=tracks)


def _sketch(
    paper: Paper,
    submission: Submission,
    exercise: Exercise,
    own: Sequence[Graded],
    pictures: Pictures,
) -> Sketch:
    kind = pictures.kinds.get(exercise.name) or BY_ADAPTER.get(exercise.adapter, "arrays")
    first = smallest(own)
    figures = KINDS[kind](own, paper.tolerance)
    by_hand = exercise.adapter == "answers"
    return Sketch(
        code=_code(paper, submission, exercise, own),
        case="" if first is None or by_hand else first.case.spec.name,
        inputs=() if first is None or by_hand else quantities(first),
        figures=tuple(figures),
    )


def _code(
    paper: Paper, submission: Submission, exercise: Exercise, own: Sequence[Graded]
) -> Code | None:
    faults = [g.outcome.fault for g in own if g.outcome.fault is not None]
    lines = {line for fault in faults for _, line, _, _ in fault.frames}
    lines |= {fault.line for fault in faults if fault.line is not None}
    module = paper.assignment.module
    return code_of(submission.files, module, exercise.name, tuple(sorted(lines)))


def _tracks(
    assignment: Assignment,
    submission: Submission,
    surfaces: Sequence[Surface],
    names: Sequence[str],
    backend: Backend,
) -> dict[str, dict[str, Track]]:
    """The submission's ways over the surfaces; it ends at the first that takes too long."""
    runs = scenes(assignment, surfaces, names)
    found: dict[str, dict[str, Track]] = {}
    box = Box(
        submission.files, assignment.module, SCENE_LIMITS, [case for _, case in runs], backend
    )
    with contextlib.suppress(SandboxError), box:
        if not runs or box.problem() is not None:
            return found
        for (surface, case), outcome in zip(runs, box.run(), strict=False):
            if outcome.status in ("timeout", "memory", "internal_error"):
                break
            way = track(outcome.value, surface) if outcome.status == "value" else None
            if way is not None:
                found.setdefault(surface.name, {})[case.exercise.name] = way
    return found
