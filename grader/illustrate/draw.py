"""One submission's figures: what the pages show beside its result."""

import contextlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

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
from ..model.pictures import Code, Figure, Kind
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
#: Where a warning came from, as `sandbox.outcomes` says it: a line, of a file if there are several.
_WHERE = re.compile(r"(?:(.+), )?line (\d{1,9})")
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
    results = {exercise.name: exercise for exercise in result.exercises}
    for exercise in paper.assignment.exercises:
        own = public([g for g in cases if g.case.exercise.name == exercise.name])
        if not own:
            continue
        with contextlib.suppress(Exception):
            source = sources.get(exercise.module, first)
            told = _told(results[exercise.name], source.module)
            drawn = _as_counted(own, results[exercise.name])
            sketches[exercise.name] = _sketch(paper, source, exercise, drawn, pictures, told)
        as_expected = right(own) and exercise.name in passed
        if not as_expected and not all(g.outcome.status in UNWRITTEN for g in own):
            wrong.append(exercise.name)
    tracks: dict[str, dict[str, Track]] = {}
    if wrong and pictures.surfaces:
        tracks = _tracks(paper, submission, pictures.surfaces, wrong, backend)
    return Figures(sketches=sketches, tracks=tracks)


def _as_counted(own: Sequence[Graded], result: ExerciseResult) -> Sequence[Graded]:
    """Answers by hand as the result counts them: what follows from a slip is right there."""
    if not adapter_of(own[0].case.exercise).secret:
        return own
    passed = {case.name for case in result.cases if case.status == "passed"}
    return [
        msgspec.structs.replace(g, verdict=msgspec.structs.replace(g.verdict, status="passed"))
        if g.case.spec.name in passed
        else g
        for g in own
    ]


def _sketch(
    paper: Paper,
    sources: Sources,
    exercise: Exercise,
    own: Sequence[Graded],
    pictures: Pictures,
    told: Sequence[tuple[str, int]],
) -> Sketch:
    adapter = adapter_of(exercise)
    kind = pictures.kinds.get(exercise.name) or adapter.figure
    first = None if adapter.secret else smallest(own)
    figures: Sequence[Figure] = ()
    with contextlib.suppress(Exception):
        figures = KINDS[kind](own, paper.tolerance)
    here = [line for file, line in told if file in (sources.module, sources.notebook)]
    code = sources.code_of(exercise.name, (*_lines(own, sources.module), *here))
    return Sketch(
        code=code,
        helper=_helper(sources, code, told),
        case="" if first is None else first.case.spec.name,
        inputs=() if first is None else quantities(first),
        figures=tuple(figures),
    )


def _lines(own: Sequence[Graded], module: str) -> tuple[int, ...]:
    """The lines of the module that tracebacks name."""
    faults = [g.outcome.fault for g in own if g.outcome.fault is not None]
    frames = [frame for fault in faults for frame in fault.frames]
    return tuple(sorted({line for file, line, _, _ in frames if in_file(file, module)}))


def _told(exercise: ExerciseResult, module: str) -> list[tuple[str, int]]:
    """The lines that findings name, with their files: of a place, and of numpy's warnings."""
    told: list[tuple[str, int]] = []
    for finding in exercise.findings:
        if finding.kind == "place":
            file = (finding.place and finding.place.file) or module
            told += [(file, line) for line in finding.parameters.get("lines", ())]
        for signal in _signals(finding.parameters):
            if where := _WHERE.fullmatch(signal["where"]):
                told.append((where[1] or module, int(where[2])))
    return told


def _signals(parameters: Mapping[str, Any]) -> list[dict[str, str]]:
    """The warnings that are told, also by a statement within another."""
    besides = parameters.get("besides") or {}
    return [*parameters.get("signals", ()), *besides.get("parameters", {}).get("signals", ())]


def _helper(sources: Sources, code: Code | None, told: Sequence[tuple[str, int]]) -> Code | None:
    """The code around the first line that a finding names outside of the exercise's own."""
    for file, line in told:
        if code is None or file != code.file or line not in code.marked:
            return sources.around(line, file)
    return None


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
        # The box first: it is asked once more at the end, and then ends its process.
        for outcome, (surface, case) in zip(box.run(), runs, strict=False):
            if outcome.status in ("timeout", "memory", "internal_error"):
                return case.exercise.name
            way = track(outcome.value, surface) if outcome.status == "value" else None
            if way is not None:
                found.setdefault(surface.name, {})[case.exercise.name] = way
    return None
