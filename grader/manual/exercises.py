"""The pages of assignments and exercises, from their YAML, template and hand-out."""

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..course import templates
from ..errors import ConfigurationError
from ..files import read_text
from ..model import Assignment, Exercise
from ..spec import load
from .page import Block, Cell, Code, Heading, Items, Link, Markdown, Page, Table, Text
from .prose import first_paragraph, handed_out, interface_of

__all__ = ["assignment_page", "exercise_page", "exercise_path", "load_assignment"]


def load_assignment(course: Path, name: str) -> Assignment:
    """The assignment of that name.  Raises SpecError."""
    return load(course / "assignments" / name)[0]


def exercise_path(assignment: str, name: str) -> str:
    """Where the page of an exercise lies."""
    return f"exercises/{assignment}/{name}"


def assignment_page(course: Path, assignment: Assignment) -> Page:
    """What students read before they begin, and the exercises with their points."""
    rows: list[tuple[Cell, ...]] = [
        (Link(exercise_path(assignment.name, e.name), e.name), f"{e.points:g}", str(len(e.cases)))
        for e in assignment.exercises
    ]
    blocks: list[Block] = [
        Code(f"grader start {assignment.name}\ngrader check {assignment.name}", "console"),
        Table(("exercise", "points", "cases"), tuple(rows)),
    ]
    if assignment.lecture:
        blocks.append(Text(f"Slides: {assignment.lecture}."))
    blocks += [Heading("Hand-out"), *_without_title(_hand_out(course, assignment))]
    return Page(
        kind="assignment",
        name=assignment.name,
        path=f"exercises/{assignment.name}",
        title=f"{assignment.name}: {assignment.title}",
        summary=f"{assignment.points:g} points, {len(rows)} exercises.",
        blocks=tuple(blocks),
    )


def exercise_page(
    course: Path, assignment: Assignment, exercise: Exercise, mistakes: Sequence[Cell] = ()
) -> Page:
    """Signature, points, what the hand-out says, what is compared, and links to its mistakes."""
    blocks: list[Block] = []
    interface = interface_of(_template(course, assignment, exercise), exercise.name)
    if interface:
        blocks.append(Code(interface, "python"))
    told = handed_out(_hand_out(course, assignment), exercise.name)
    if told:
        whole = Link(f"exercises/{assignment.name}", f"the whole hand-out of {assignment.name}")
        blocks += [Heading("Hand-out"), Markdown(told), Items((whole,))]
    blocks += [Heading("What is compared"), *_compared(assignment, exercise)]
    blocks.append(_cases(exercise))
    if mistakes:
        blocks += [Heading("Known mistakes"), Items(tuple(mistakes))]
    return Page(
        kind="exercise",
        name=exercise.name,
        path=exercise_path(assignment.name, exercise.name),
        title=f"{exercise.name} ({assignment.name})",
        summary=f"{_points(exercise.points)} of {assignment.points:g} in {assignment.title!r}.",
        blocks=tuple(blocks),
    )


def _points(points: float) -> str:
    return f"{points:g} point{'s' * (points != 1)}"


def _compared(assignment: Assignment, exercise: Exercise) -> Iterator[Block]:
    about = _adapter(exercise)
    if about:
        yield Text(about)
    items = []
    named = [name for name in exercise.outputs if not name.startswith("_")]
    if named:
        items.append(f"Compared are {', '.join(f'`{name}`' for name in named)}.")
    items.append(
        "Form first (shape, float64, how many values), then every number, within "
        f"{assignment.tolerance:g} of the largest."
    )
    free = ", ".join(f"`{name}`" for name in exercise.may_change)
    items.append(
        f"Arguments stay as they are, but for {free}." if free else "Arguments stay as they are."
    )
    items += [f"It builds on `{name}`." for name in exercise.builds_on]
    if exercise.builds_on and assignment.follow_through:
        items.append("What is right given an earlier mistake of yours keeps its points.")
    if exercise.gradient_of is not None:
        items.append(f"It is held against your own `{exercise.gradient_of.exercise}`, too.")
    yield Items(tuple(items))


def _adapter(exercise: Exercise) -> str:
    """How it is called, in the words of its adapter; nothing for one that is the course's own."""
    if exercise.adapters:
        return ""
    from ..adapters.function import NAME  # numpy, which a page of a command does without

    module = importlib.import_module(f"grader.adapters.{exercise.adapter or NAME}")
    return first_paragraph(module.__doc__)


def _cases(exercise: Exercise) -> Table:
    """The public cases; of hidden ones, that there are some is said in the policy."""
    rows: list[tuple[Cell, ...]] = [
        (case.name, case.about or "", f"{case.weight:g}")
        for case in exercise.cases
        if case.visibility == "public"
    ]
    return Table(("case", "about", "weight"), tuple(rows))


def _template(course: Path, assignment: Assignment, exercise: Exercise) -> str:
    """The source of the file that has the exercise; empty where there is no template."""
    module = exercise.module or assignment.module
    try:
        files = templates(course, assignment.name)
    except ConfigurationError:
        return ""
    found = [file for path, file in files.items() if path.endswith(f"{module}.py")]
    return read_text(found[0]) if found else ""


def _hand_out(course: Path, assignment: Assignment) -> str:
    file = course / "assignments" / assignment.name / "handout.md"
    return read_text(file) if file.is_file() else ""


def _without_title(text: str) -> Iterator[Block]:
    """The hand-out below a heading of ours: without its title, its headings one level down."""
    lines = text.splitlines()
    if lines and lines[0].startswith("# "):
        del lines[0]
    if lines:
        below = (f"#{line}" if line.startswith("#") else line for line in lines)
        yield Markdown("\n".join(below).strip())
