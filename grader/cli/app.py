"""The commands, and what becomes of errors: a sentence on stderr and an exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from .. import __version__
from ..course import find_course
from ..errors import GraderError
from ..language import ENGLISH, VARIABLE, use
from .words import clean

__all__ = ["COMMANDS", "app", "command_called", "run"]

#: A command is a module of this package with a function of its name.
COMMANDS = (
    "audit", "autograder", "batch", "check", "completion", "doctor", "explain", "export", "golden",
    "history", "kit", "merge", "new", "override", "push", "regrade", "report", "similarity",
    "start", "validate",
)  # fmt: skip
#: Commands with a --course of their own, which follows them.
OWN_COURSE = ("push",)


class _Commands(click.Group):
    """Imports a command when it is called: `check` should not wait for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{cmd_name}", __package__)
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@click.option("--course", metavar="DIR", help="Another course's folder.")
@click.option(
    "--language", metavar="LANG", envvar=VARIABLE, default=ENGLISH, help="Of what students read."
)
@click.pass_context
def app(context: click.Context, course: str | None, language: str) -> None:
    """Grades numerical code: right or wrong, and why."""
    context.obj = lambda: find_course(course)
    if language != ENGLISH:
        os.environ[VARIABLE] = language
        use(language, find_course(course))


def command_called(name: str) -> click.Command:
    """The command of that name, which is one of COMMANDS."""
    command = app.get_command(click.Context(app), name)
    assert command is not None
    return command


def _general_first(arguments: Sequence[str]) -> list[str]:
    """--course, --language and --version may stand anywhere: they are moved before the command.

    But for a command whose own --course is another system's.
    """
    first: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--" or (word in OWN_COURSE and not rest):
            rest += [word, *waiting]
            break
        if word == "--version" or word.startswith(("--course=", "--language=")):
            first.append(word)
        elif word in ("--course", "--language"):
            first += [word, *waiting[:1]]
            del waiting[:1]
        else:
            rest.append(word)
    return first + rest


def run(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code; no traceback ever reaches the terminal."""
    try:
        code = app.main(_general_first(arguments), standalone_mode=False)
        return int(code or 0)
    except click.exceptions.Exit as error:
        return int(error.exit_code)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except GraderError as error:
        click.echo(f"grader: {clean(str(error))}", err=True)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("GRADER_DEBUG"):
            raise
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = (
            f" ({Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno})" if where else ""
        )
        click.echo(
            f"grader: internal error: {type(error).__name__}: {error}{place}\n"
            "This is our fault, not yours. GRADER_DEBUG=1 shows the traceback; please report it.",
            err=True,
        )
        return 3
