"""The pages of files that people write, every key of them, from their JSON Schemas."""

from collections.abc import Iterator
from typing import Any

from ..validate.schema import schemas
from .page import Block, Cell, Heading, Page, Table, Text

__all__ = ["file_names", "file_page"]

Schema = dict[str, Any]
#: What a part of a schema is called in a heading.
PARTS = {"exercise": "An exercise", "edit": "An edit", "value": "Values that are drawn"}
RESULT = "grader/result/1"


def file_names() -> list[str]:
    """The files, as their schemas call them."""
    return [schema["title"] for schema in schemas().values()]


def file_page(name: str) -> Page:
    """The keys of a file: type, default, what each is for."""
    schema, file = next((s, file) for file, s in schemas().items() if s["title"] == name)
    parts = schema.get("$defs", {})
    blocks: list[Block] = [Text(f"Its JSON Schema is `grader/schemas/{file}`.")]
    top = schema if "properties" in schema else schema["items"]
    blocks.append(_table(top))
    for part, body in sorted(parts.items()):
        blocks += _part(part, body)
    return Page(
        kind="file",
        name=name,
        path=f"files/{file.removesuffix('.schema.json')}",
        title=f"{name}: every key",
        summary="What `grader check --json` prints." if name == RESULT else "",
        blocks=tuple(blocks),
    )


def _part(name: str, body: Schema) -> Iterator[Block]:
    heading = PARTS.get(name, name)
    if name == "value":
        yield Heading(heading)
        yield Table(("generator", "gives"), tuple(_generators(body)))
        return
    if "properties" in body:
        yield Heading(heading)
        yield _table(body)
    for case in body.get("allOf", ()):
        adapter = case["if"]["properties"]["adapter"]["const"]
        yield Heading(f"A case of an exercise with `adapter: {adapter}`")
        yield _table(case["then"]["properties"]["cases"]["items"])


def _generators(body: Schema) -> Iterator[tuple[Cell, ...]]:
    drawn = next(item["properties"] for item in body["anyOf"] if "properties" in item)
    for name, generator in drawn.items():
        yield f"`{name}`", generator.get("description", "")


def _table(body: Schema) -> Table:
    return Table(("key", "is", "default", "for"), tuple(_rows(body)))


def _rows(body: Schema, above: str = "") -> Iterator[tuple[Cell, ...]]:
    """A row for each key, and below it for those of the mapping that is its value."""
    required = body.get("required", ())
    for key, own in body["properties"].items():
        default = "required" if key in required else _default(own)
        yield f"`{above}{key}`", _type(own), default, _about(key, own)
        for inner in (own, *own.get("anyOf", ())):
            if "properties" in inner:
                yield from _rows(inner, f"{above}{key}.")


def _about(key: str, own: Schema) -> str:
    told = str(own.get("description", ""))
    return "" if told == key else told


def _default(own: Schema) -> str:
    if own.get("default") in (None, "", [], (), {}):
        return ""
    return f"`{own['default']}`"


def _type(own: Schema) -> str:
    """A type in words."""
    if "$ref" in own:
        return str(own["$ref"]).rpartition("/")[2].lower()
    if "enum" in own or "const" in own:
        return " or ".join(f"`{word}`" for word in own.get("enum", [own.get("const")]))
    if "anyOf" in own:
        return " or ".join(dict.fromkeys(_type(item) for item in own["anyOf"]))
    kind = own.get("type", "anything")
    if kind == "array":
        return f"list of {_type(own['items'])}" if isinstance(own.get("items"), dict) else "list"
    words = {"string": "text", "object": "mapping", "boolean": "true or false", "null": "nothing"}
    return " or ".join(words.get(one, one) for one in ([kind] if isinstance(kind, str) else kind))
