"""JSON Schemas of documents that are one struct each: policy.yaml, pictures.yaml, a result."""

from typing import Any

import msgspec

from ..model import Pictures, Policy, Result

__all__ = ["pictures_schema", "policy_schema", "result_schema"]

Schema = dict[str, Any]

#: What a key is for, shown beside it.
POLICY_WORDS = {
    "timezone": "Of times without an offset: an IANA name, Europe/Prague say.",
    "due": "A date, which is its end, or a time: 2026-11-20, 2026-11-20T23:59:00+01:00.",
    "grace_minutes": "What comes so late is in time.",
    "late_penalty_per_day": "Percent of the points reached, for each day begun.",
    "late_penalty_cap": "The most that being late costs, in percent.",
    "extensions": "Days, or a due time of their own, by name, address or number.",
    "bonus": "Exercises whose points count, and not in the maximum.",
    "drop_lowest": "So many exercises are left out, the lowest share first.",
    "counts": "Which of several submissions.",
    "hidden": "What students see of hidden cases.",
}
PICTURES_WORDS = {
    "formulas": "LaTeX, by exercise: shown beside the student's code.",
    "kinds": "How an exercise's cases are drawn, where the adapter's own way is not meant.",
    "surfaces": "Losses of two parameters on which optimizers are drawn.",
    "network": "The small network of a slide.",
}
#: What `grader golden --write` adds to a surface.
MADE = ("contours", "tracks")
#: A number of a result that JSON has no number for is a word.
NOT_FINITE = {"enum": ["nan", "inf", "-inf"]}


def policy_schema() -> Schema:
    """Of the rules that make a grade of a result."""
    return _closed(Policy, POLICY_WORDS)


def pictures_schema() -> Schema:
    """Of what is drawn, as an author writes it."""
    schema = _closed(Pictures, PICTURES_WORDS)
    surface = schema["$defs"]["Surface"]
    for key in MADE:
        del surface["properties"][key]
    used = str(schema)
    schema["$defs"] = {
        name: part for name, part in schema["$defs"].items() if f"#/$defs/{name}'" in used
    }
    return schema


def result_schema() -> Schema:
    """Of what `grader check --json` prints; later versions may add keys."""
    schema = _own(Result)
    version = schema["properties"]["schema"]
    version["const"] = version.pop("default")
    made: Schema = _with_words_for_numbers(schema)
    return made


def _closed(kind: type[msgspec.Struct], words: dict[str, str]) -> Schema:
    """A document in which no other key may stand, with words on each of its own."""
    schema = _own(kind)
    for part in [schema, *schema.get("$defs", {}).values()]:
        part["additionalProperties"] = False
    for key, own in schema["properties"].items():
        own["description"] = words[key]
    return schema


def _own(kind: type[msgspec.Struct]) -> Schema:
    """A struct's schema as the document itself, what it refers to under $defs."""
    made = msgspec.json.schema(kind)
    parts = made["$defs"]
    top: Schema = parts.pop(kind.__name__)
    for part in (top, *parts.values()):
        part.pop("title", None)
        part.pop("description", None)  # a docstring is about Python
    return {**top, **({"$defs": parts} if parts else {})}


def _with_words_for_numbers(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_words_for_numbers(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "number":
        return {"anyOf": [node, NOT_FINITE]}
    return {key: _with_words_for_numbers(item) for key, item in node.items()}
