"""The grader in a running notebook: `check("optimizers")`, `%check optimizers`, `%%check Adam`.

What is graded is the source of the cells that were executed so far, in the order of execution, in a
process of its own, as `grader check` does with a notebook that was saved; nothing of the kernel's
state is looked at.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..api import Course, load_course
from ..course import assignment_folder
from ..errors import ConfigurationError, GraderError
from ..local import best_backend, grade_with_backend, page_of
from ..model import Result
from ..paper import public_paper, wanted_of
from ..report.inline import inline
from ..spec import did_you_mean
from ..submission.files import Entry, files_below
from ..submission.pick import pick
from .cells import as_notebook, defined, executed, files_beside, in_effect

__all__ = ["Report", "check", "load_ipython_extension"]


class Report:
    """A result that shows itself: as HTML in a notebook, as text elsewhere."""

    def __init__(self, result: Result, page: str) -> None:
        self.result = result
        self._page = page

    def __repr__(self) -> str:
        return _text(self.result)

    def _repr_html_(self) -> str:
        return inline(self.result, self._page)


class Refusal:
    """Why nothing was graded, where a traceback of ours would help nobody."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return f"grader: {self.words}"


def check(
    name: str | None = None, *, only: Sequence[str] = (), course: Course | None = None
) -> Report:
    """Grades what the notebook's executed cells define, on the public cases.

    `name` is an assignment, or one exercise; without it, the assignment of which most is defined.
    `only` names exercises of the assignment.

    Raises ConfigurationError where there is no such assignment or exercise, or no notebook.
    """
    course = course or load_course()
    cells = executed()
    assignment, exercises = _asked(course, name, defined(cells))
    paper = public_paper(assignment_folder(course.folder, assignment), (*exercises, *only))
    wanted = wanted_of(paper.assignment)
    file = f"{wanted.module}.ipynb"
    submission = pick(_files(cells, file), wanted, file)
    result, cases, backend = grade_with_backend(paper, submission, best_backend())
    page = page_of(paper, submission, result, cases, backend)
    backend.close()
    return Report(result, page)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext grader` defines `%check NAME`, and `%%check NAME`, which executes its cell."""

    def magic(line: str, cell: str | None = None) -> Report | Refusal | None:
        if cell is not None and not shell.run_cell(cell).success:
            return None  # its traceback has been shown
        try:
            return check(line.strip() or None)
        except GraderError as error:
            return Refusal(str(error))

    shell.register_magic_function(magic, "line_cell", "check")


def _files(cells: Sequence[str], file: str) -> Mapping[str, Entry]:
    """The notebook as it would be handed in now, and the modules that lie beside it."""
    kept = in_effect(cells)
    folder = Path.cwd()
    beside = files_below(folder) if files_beside(kept, folder) else {}
    return {**beside, file: Entry(file, lambda: as_notebook(kept))}


def _asked(course: Course, name: str | None, names: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The assignment, and the exercises if not all are asked for."""
    if name in course.assignments:
        return name, ()
    exercises = {
        each: [exercise.name for exercise in course.assignment(each).exercises]
        for each in course.assignments
    }
    if name is None:
        counts = {each: len(names & {*own}) for each, own in exercises.items()}
        best = [each for each, count in counts.items() if count == max(counts.values(), default=0)]
        if len(best) == 1:
            return best[0], ()
        listed = ", ".join(course.assignments)
        raise ConfigurationError(
            f"the cells executed so far do not tell which assignment they are of; "
            f'name it, as check("{best[0] if best else "NAME"}"); there are {listed}'
        )
    having = [each for each, own in exercises.items() if name in own]
    if len(having) == 1:
        return having[0], (name,)
    if having:
        raise ConfigurationError(
            f"{name} is an exercise of {' and '.join(having)}; "
            f'write check("{having[0]}", only=["{name}"])'
        )
    known = [*course.assignments, *(e for own in exercises.values() for e in own)]
    raise ConfigurationError(
        f"no assignment or exercise is called {name!r}{did_you_mean(name, known)}"
    )


def _text(result: Result) -> str:
    """The result as the command line prints it, without colours."""
    import contextlib
    import io

    from ..cli.table import print_result

    written = io.BytesIO()
    out = io.TextIOWrapper(written, encoding="utf-8")  # the marks of `check` need an encoding
    with contextlib.redirect_stdout(out):
        print_result(result, explain=False, again="")
    out.flush()
    lines = written.getvalue().decode("utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines)
