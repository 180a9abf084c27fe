"""`grader check`: a student's own work against the public cases."""

import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ..course import assignment_folder, assignment_names
from ..errors import SubmissionError
from ..language import translated as _
from ..local import grade_with_backend, learn_level
from ..model import Result
from ..paper import public_paper, wanted_of
from ..sandbox.backend import Backend, open_backend
from ..submission import Submission, collect
from ..submission.definitions import Wanted
from ..submission.files import expect_something, files_below, modules_in
from . import ahead
from .work import Work

__all__ = ["check"]

#: For where an exercise goes wrong that nothing explains, behind the first answer; on request.
PLACE_SECONDS, EXPLAIN_SECONDS = 2.0, 10.0


@click.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--assignment", "name", metavar="NAME", help="If PATH does not tell by itself.")
@click.option("--only", metavar="EXERCISE", multiple=True, help="This one; may be repeated.")
@click.option("--explain", is_flag=True, help="Every failing case, in full.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a report.")
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
@click.option("--watch", is_flag=True, help="Grade again whenever a file changes.")
@click.option("--torch", "live", is_flag=True, help="Ask a live torch (in a checkout).")
@click.pass_obj
def check(
    course: Callable[[], Path],
    path: Path,
    name: str | None,
    only: tuple[str, ...],
    explain: bool,
    as_json: bool,
    html: Path | None,
    show: bool,
    watch: bool,
    live: bool,
) -> None:
    """Grades the work in PATH (a folder or a file) on the public cases.

    Exit code 0: all right; 1: something is wrong with it.
    """
    expect_something(path)
    folder = assignment_folder(course(), name or _guess(course(), path))
    paper = public_paper(folder, only)
    if live:
        from .live import LivePaper

        paper = LivePaper(course(), paper)
    if show and html is None:
        html = Path("report.html")
    backend: Backend | None = None
    wanted = wanted_of(paper.assignment)
    while True:
        stamp = _stamp(path)
        submission = _collect(path, wanted, watch)
        backend = backend or ahead.take() or open_backend("limits")
        result, cases, backend = grade_with_backend(paper, submission, backend)
        work = Work(paper, submission, result, cases, backend)
        _answer(work, explain, as_json, html, _again(path, name))
        if show and html is not None:
            import webbrowser

            webbrowser.open(html.resolve().as_uri())
            show = False
        if not watch:
            break
        click.echo("watching; Ctrl-C ends", err=True)
        while _stamp(path) == stamp:
            time.sleep(0.2)
    backend.close()
    sys.stdout.flush()
    learn_level()  # after the first check on a machine: for the next one
    codes = {"internal_error": 3}
    full = result.score == result.max_score
    raise click.exceptions.Exit(codes.get(result.status, 0 if full else 1))


def _answer(work: Work, explain: bool, as_json: bool, html: Path | None, again: str) -> None:
    """The result, and behind it where it goes wrong in the student's code, when that is found."""
    if html is not None:
        work.write_page(html)
    if as_json:  # one document: places are in it where they were asked for
        result = work.placed(EXPLAIN_SECONDS) if explain else work.result
        _show(result, explain, as_json, html, again)
    else:
        _show(work.result, explain, as_json, html, again)
        work.tell_places(EXPLAIN_SECONDS if explain else PLACE_SECONDS, html)


def _collect(path: Path, wanted: Wanted, wait: bool) -> Submission:
    """The files; while watching, an editor may have taken one away for a moment."""
    while True:
        try:
            return collect(path, wanted)
        except SubmissionError as error:
            if not wait:
                raise
            click.echo(f"{error}; waiting for it", err=True)
            stamp = _stamp(path)
            while _stamp(path) == stamp:
                time.sleep(0.2)


def _again(path: Path, name: str | None) -> str:
    """The command that was typed, without its options for the output."""
    course = click.get_current_context().find_root().params.get("course")
    own = ["--course", course] if course else []
    where = [] if path == Path() else [str(path)]
    named = ["--assignment", name] if name else []
    return shlex.join(["grader", *own, "check", *where, *named])


def _show(result: Result, explain: bool, as_json: bool, html: Path | None, again: str) -> None:
    if as_json:
        from ..golden.values import plain

        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(plain(result)), indent=1))
        sys.stdout.buffer.write(b"\n")
    else:
        from .table import print_result

        print_result(result, explain, again)
        if html is not None:
            click.echo(_("report: {file}").format(file=html))


def _guess(course: Path, path: Path) -> str:
    """The assignment whose module lies in PATH, as near to the top as one does."""
    names = assignment_names(course)
    modules = modules_in(path)
    levels = ([name for name in names if name in level] for level in modules)
    found = next((level for level in levels if level), []) or _by_place(course, names, path)
    found = found or _renamed(names, modules)
    if len(found) == 1:
        return found[0]
    if not any(modules):
        raise SubmissionError(
            f"{path}: holds no .py file and no notebook; `grader start NAME` makes a folder to "
            f"begin in, of {', '.join(names)}; `grader check FOLDER` grades it"
        )
    what = "holds several assignments" if found else "holds no assignment's module"
    listed = ", ".join(found or [f"{name}.py" for name in names])
    advice = "name one with --assignment"
    if not found:
        advice = "rename your file, or pass the file itself with --assignment"
    raise SubmissionError(f"{path}: {what} ({listed}); {advice}")


def _renamed(names: list[str], levels: list[list[str]]) -> list[str]:
    """The assignments that a file's name has in it: `losses (1)`, `Copy of losses`, `hw2_losses`.

    `collect` takes the file, and says so.
    """
    named = ([n for n in names if any(n in stem.lower() for stem in level)] for level in levels)
    return next((found for found in named if found), [])


def _by_place(course: Path, names: list[str], path: Path) -> list[str]:
    """The assignments of which a module lies in PATH where the assignment expects it."""
    from ..spec import load

    files = list(files_below(path)) if path.is_dir() else [path.absolute().as_posix()]
    wanted = {name: wanted_of(load(assignment_folder(course, name))[0]) for name in names}
    return [
        name
        for name, asked in wanted.items()
        if any(module.is_place(file) for module in asked.modules for file in files)
    ]


def _stamp(path: Path) -> list[tuple[str, int, int]]:
    """Names, times and sizes of the modules and notebooks: what --watch waits to change."""
    folder = path if path.is_dir() else path.parent
    found = [folder / name for name in sorted(files_below(folder))]
    stats = [(str(file), file.stat()) for file in found if file.exists()]
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]
