"""JSON Schemas of what an author writes, from which editors complete and check, and of a result.

They are made from the structs that the files are read into, from the adapters' cases and the
generators' parameters, and lie in `grader/schemas/`, which `grader new` copies into a course.
"""

import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import FieldInfo, fields

from ..adapters import load, names
from ..adapters.function import NAME as PLAINEST
from ..cases import build  # noqa: F401  # every generator is registered
from ..cases.generators import GENERATORS
from ..model import Assignment, CaseSpec, Constant, Edit, Exercise, Mistake
from .documents import pictures_schema, policy_schema, result_schema

__all__ = ["FOLDER", "schemas"]

FOLDER = Path(__file__).resolve().parents[1] / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

#: What a key is for, shown beside it.
WORDS = {
    "assignment": "The name of this folder, and of the module unless that is named otherwise.",
    "title": "The title on every page.",
    "module": "The file that students hand in, without .py; of an exercise, which of several.",
    "path": "Where the file lies in what is handed in; * and ** stand for any names.",
    "modules": "Several modules: the name of each, and its path in what is handed in.",
    "beside": "Files of the course that are put beside every submission.",
    "lecture": "The slides that it is about.",
    "seed": "Of the public cases' random numbers.",
    "tolerance": "How far an answer may be from the reference's, relative to its size.",
    "builds_on": "Earlier assignments, or exercises, whose mistakes show in here.",
    "stand_ins": "What a submission may use without effect; what is not listed costs what uses it.",
    "follow_through": "Whether what is right given an earlier mistake keeps its points.",
    "oracle": "`none`: nothing but the reference vouches for the values.",
    "limits": "Seconds a case, seconds in all, and megabytes.",
    "exercises": "One for each function or class that students write.",
    "name": "The name that students' code has for it, or the case's.",
    "points": "What it is worth.",
    "reference": "The right one: module.name in reference/.",
    "adapter": "How it is called; without it, f(*args).",
    "form": "Of an optimizer: a class with step(), or a function of one step.",
    "outputs": "The names of what is returned; `_` and `_name` are not compared.",
    "backwards": "Of a graph, or of layers: computed from the end, so errors begin there.",
    "accept": "Mistakes that are told and not marked down.",
    "arguments": "The names of what it is given, in their order.",
    "may_change": "Arguments that students may change in place.",
    "gradient_of": "The exercise whose derivative this one answers.",
    "after": "The earlier exercise whose result it is given.",
    "slips": "Quantities that may be wrong while all else follows: where the reference has each.",
    "no_oracle": "Why no oracle can vouch for it.",
    "about": "What is special, in a few words: shown to students.",
    "cases": "The inputs that it is called with.",
    "weight": "The part of the points; 0 for trivial inputs.",
    "scale": "What an error is relative to where the right answer is all zeros.",
    "visibility": "Hidden cases are not in the students' kit.",
    "keep": "Why it stays as it is, though `grader audit --minimise` could do without it.",
    "id": "The mistake's name: letters, digits, underscores.",
    "exercise": "The exercise that it is a mistake of.",
    "edits": "What is changed in the right solution.",
    "also": "Other edits that come to the same mistake, with other numbers somewhere.",
    "constant": "A constant that a student may have chosen, which is solved for.",
    "low": "The least that it may be.",
    "high": "The most that it may be.",
    "kind": "value: wrong numbers; contract: broken manners; equivalent: right after all.",
    "same_as": "The mistake that no input can tell from this one.",
    "state": "The part of a state that is wrong by it: where that is right, another one is meant.",
    "hint": "What is wrong, in one sentence.",
    "feedback": "Why it matters and where to look; never the right line.",
    "in": "The function of the reference: module.function, or module.Class.method.",
    "replace": "The expression or statements there, which stand exactly once.",
    "with": "What stands in their place.",
}


def schemas() -> dict[str, Schema]:
    """File name -> schema: of what authors and staff write, and of a result."""
    return {
        "assignment.schema.json": _document("assignment.yaml", _assignment()),
        "mistakes.schema.json": _document("mistakes.yaml", _mistakes()),
        "pictures.schema.json": _document("pictures.yaml", pictures_schema()),
        "policy.schema.json": _document("policy.yaml", policy_schema()),
        "result.schema.json": _document("grader/result/1", result_schema()),
    }


def _document(title: str, body: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **body}


def _assignment() -> Schema:
    own = _properties(fields(Assignment), without={"name", "folder", "exercises", "beside"})
    own["assignment"] = {"type": "string", "description": WORDS["assignment"]}
    own["beside"] = {
        "description": WORDS["beside"],
        "anyOf": [{"type": "string"}, _list({"type": "string"}), _mapping({"type": "string"})],
    }
    own["exercises"] = {**_list({"$ref": "#/$defs/exercise"}, 1), "description": WORDS["exercises"]}
    return {
        **_object(own, ["assignment", "title", "seed", "exercises"]),
        "$defs": {"exercise": _exercise(), "value": _value()},
    }


def _exercise() -> Schema:
    own = _properties(fields(Exercise), without={"adapters", "cases", "adapter"})
    own["after"]["anyOf"][0]["properties"].pop("reference")
    own["adapter"] = {
        "description": WORDS["adapter"],
        "anyOf": [{"enum": names()}, {"type": "string"}],  # a course may have its own
        "default": PLAINEST,
    }
    own["cases"] = {"description": WORDS["cases"], "type": "array", "minItems": 1}
    return {
        **_object(own, ["name", "points", "reference", "cases"]),
        "allOf": [_cases_of(name) for name in names()],
    }


def _cases_of(name: str) -> Schema:
    """The cases of an exercise that has this adapter, or none, where it is the plainest."""
    asked: Schema = {"properties": {"adapter": {"const": name}}}
    if name != PLAINEST:
        asked["required"] = ["adapter"]
    own = fields(load(name).case)
    given = {key: _given(key, field) for key, field in _by_key(own).items()}
    common = _properties(fields(CaseSpec), without={"given"})
    required = ["name", *(key for key, field in _by_key(own).items() if field.required)]
    case = _object({**common, **given}, required)
    return {"if": asked, "then": {"properties": {"cases": _list(case, 1)}}}


def _given(key: str, field: FieldInfo) -> Schema:
    """A key that an adapter asks for: a number or a word, or values that may be drawn."""
    typed = _schema_of(field)
    if typed.get("type") == "object":
        return {**_mapping({"$ref": "#/$defs/value"}), "description": key}
    if "type" in typed or "anyOf" in typed:
        return typed
    return {"$ref": "#/$defs/value"}


def _value() -> Schema:
    """A value, or a generator by its name with its parameters."""
    drawn = {name: _parameters(function) for name, function in sorted(GENERATORS.items())}
    generator = {**_object(drawn, []), "minProperties": 1, "maxProperties": 1}
    plain = ["number", "string", "boolean", "null"]
    return {"anyOf": [{"type": plain}, _list({"$ref": "#/$defs/value"}), generator]}


def _parameters(function: Any) -> Schema:
    """A generator's parameters by name; the first alone may stand without its name."""
    known = inspect.signature(function).parameters
    takes_any = any(p.kind is p.VAR_KEYWORD for p in known.values())
    own = [p for key, p in known.items() if key not in ("draw", "folder")]
    named = [p for p in own if p.kind is not p.VAR_KEYWORD]
    by_name: Schema = {
        "type": "object",
        "properties": {p.name: {} for p in named},
        "required": [p.name for p in named if p.default is p.empty],
        "additionalProperties": {"$ref": "#/$defs/value"} if takes_any else False,
    }
    first = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    return {
        "description": first,
        "anyOf": [by_name, {"type": ["array", "number", "string", "null", "boolean"]}],
    }


def _mistakes() -> Schema:
    edits = _list({"$ref": "#/$defs/edit"}, 1)
    own = _properties(fields(Mistake), without={"edits", "also", "constant"})
    own["edits"] = {**edits, "description": WORDS["edits"]}
    own["also"] = {**_list(edits), "description": WORDS["also"]}
    constant = _properties(fields(Constant), without={"edits"}) | {"edits": own["edits"]}
    own["constant"] = {**_object(constant, list(constant)), "description": WORDS["constant"]}
    edit = _properties(fields(Edit))
    return {
        **_list(_object(own, ["id", "exercise", "edits"])),
        "$defs": {"edit": _object(edit, list(edit))},
    }


def _by_key(own: Iterable[FieldInfo]) -> dict[str, FieldInfo]:
    return {field.encode_name: field for field in own}


def _properties(own: Iterable[FieldInfo], without: Iterable[str] = ()) -> Schema:
    return {
        key: {**_schema_of(field), "description": WORDS[key]}
        for key, field in _by_key(own).items()
        if key not in without
    }


def _schema_of(field: FieldInfo) -> Schema:
    """The schema of a field's type, with what it refers to written where it stands."""
    schema = msgspec.json.schema(field.type)
    inlined: Schema = _inlined(schema, schema.pop("$defs", {}))
    return inlined


def _inlined(node: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inlined(item, parts) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        part = parts[node["$ref"].rpartition("/")[2]]
        return {**_inlined(part, parts), "additionalProperties": False}
    # A docstring is no help to an author, and a default of a frozen struct none of the key.
    kept = {key: item for key, item in node.items() if key not in ("title", "description")}
    return {key: _inlined(item, parts) for key, item in kept.items()}


def _object(own: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": own,
        "required": required,
        "additionalProperties": False,
    }


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}
