"""The pages of exporters, importers and targets of `grader autograder`, from their modules."""

import inspect
from typing import Any

from ..autograders import targets
from ..exporters import exporters
from ..importers import importers
from .page import Block, Code, Heading, Kind, Page, Table
from .prose import blocks_of

__all__ = ["format_names", "format_page"]

#: Kind -> what lists the modules, by name.
REGISTRIES: dict[Kind, Any] = {
    "exporter": exporters,
    "importer": importers,
    "target": targets,
}
COMMANDS = {
    "exporter": "grader export DIR --to {name}{more}",
    "importer": "grader batch SUBMISSIONS --assignment NAME --out DIR --from {name}",
    "target": "grader autograder {name} NAME --out PATH",
}


def format_names(kind: Kind) -> list[str]:
    """The names of a kind of formats."""
    return list(REGISTRIES[kind]())


def format_page(kind: Kind, name: str) -> Page:
    """What it is, the command, what is to be given, and the document that it follows."""
    module = REGISTRIES[kind]()[name]
    template = getattr(module, "TEMPLATE", None)
    more = " --template FILE" if template else ""
    blocks: list[Block] = [Code(COMMANDS[kind].format(name=name, more=more), "console")]
    if template:
        blocks.append(Table(("option", "is"), (("`--template`", template),)))
    if kind == "target":
        blocks.append(Table((), _target(module)))
    blocks += [Heading("About the format"), *blocks_of(inspect.getdoc(module) or "")]
    return Page(
        kind=kind,
        name=name,
        path=f"{kind}s/{name}",
        title=f"{name}: {kind}",
        summary=module.ABOUT,
        blocks=tuple(blocks),
    )


def _target(module: Any) -> tuple[tuple[str, ...], ...]:
    offline = "all of them are carried" if module.OFFLINE else "numpy is fetched by the service"
    hidden = "may be part of it" if module.SECRET else "none: students can read what is carried"
    return (
        ("submission", f"`{module.SUBMISSION}`"),
        ("result", f"`{module.RESULTS}`"),
        ("wheels", offline),
        ("hidden cases", hidden),
    )
