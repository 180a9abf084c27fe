"""The page of a command, from what click knows of it."""

import inspect

import click

from .page import Block, Code, Heading, Items, Page, Table
from .prose import blocks_of

__all__ = ["command_page"]

#: What every command has, and click says of the group alone.
EVERYWHERE = (
    "`--course DIR` names another course, `--language LANG` the language of what students read; "
    "`--version`, `-h`; `NO_COLOR` in the environment.",
    "Exit codes: 0 all right; 1 something is wrong with the submission, or a check failed; 2 the "
    "command or a file of the course is wrong, and a sentence says where; 3 our own failure.",
)


def command_page(command: click.Command, name: str) -> Page:
    """How it is called, what it does, its options."""
    context = click.Context(command, info_name=f"grader {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    first, *others = blocks_of(inspect.cleandoc(command.help or ""))
    blocks: list[Block] = [Code(usage, "console"), *others]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        rows = tuple((_words(option), _about(option)) for option in options)
        blocks += [Heading("Options"), Table(("option", "does"), rows)]
    blocks += [Heading("Everywhere"), Items(EVERYWHERE)]
    return Page(
        kind="command",
        name=name,
        path=f"commands/{name}",
        title=f"grader {name}",
        summary=getattr(first, "text", ""),
        blocks=tuple(blocks),
    )


def _words(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return f"`{names}`"
    return f"`{names} {option.make_metavar(click.Context(click.Command('')))}`"


def _about(option: click.Option) -> str:
    """Its help, and whether it must be given, may be repeated, and what holds without it."""
    notes = []
    if option.required:
        notes.append("required")
    if option.multiple and "repeated" not in (option.help or ""):
        notes.append("may be repeated")
    shown = isinstance(option.default, (str, int, float)) and not isinstance(option.default, bool)
    if shown and not option.is_flag and not option.required:
        notes.append(f"default `{option.default}`")
    told = (option.help or "").strip()
    return f"{told} ({', '.join(notes)})".strip() if notes else told
