"""YAML as plain values with positions: 1.2's rules for scalars, duplicate keys refused.

PyYAML speaks YAML 1.1, where `1e-5` is a string, `on` is True, `1:30` is 90, `010` is 8 and of two
equal keys the last wins silently.  We take its parser and its positions, and resolve scalars
ourselves, so that what stands in the file is what is meant.
"""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from ..errors import SpecError

__all__ = ["Source", "did_you_mean", "parse", "texts"]

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan"),
}  # fmt: skip


class Source:
    """A YAML file's name, the position of every value in it, and the faults found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.faults: list[tuple[tuple[int, int], str]] = []

    def position(self, path: Path) -> tuple[int, int]:
        """(line, column), from 1, of a value, or of the nearest thing around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def fault(self, path: Path, sentence: str) -> None:
        """Notes a fault at a value; `check` raises them all."""
        self._note(self.position(path), sentence)

    def fault_at_key(self, path: Path, sentence: str) -> None:
        """The same at the key of a mapping that the value stands under."""
        self._note(self.keys.get(path) or self.position(path), sentence)

    def _note(self, mark: tuple[int, int], sentence: str) -> None:
        if (mark, sentence) not in self.faults:
            self.faults.append((mark, sentence))

    def check(self) -> None:
        """Raises SpecError with every fault noted so far, in the order of the file."""
        if self.faults:
            found = sorted(self.faults)
            raise SpecError([f"{self.file}:{line}:{column}: {s}" for (line, column), s in found])


def parse(text: str | bytes, file: str) -> tuple[Any, Source]:
    """The document as plain values, and where each stands.

    Raises SpecError when it is no YAML; duplicate keys and the like are noted in the Source.
    """
    source = Source(file)
    node = _composed(text, source)
    return (None if node is None else _value(node, (), source)), source


def _composed(text: str | bytes, source: Source) -> yaml.Node | None:
    """The document as nodes.  Raises SpecError when it is no YAML."""
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        source._note(where, f"not YAML: {problem}")
        source.check()
        raise


def _value(node: yaml.Node, path: Path, source: Source) -> Any:
    mark = (node.start_mark.line + 1, node.start_mark.column + 1)
    source.marks[path] = mark
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), source) for i, item in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, item in node.value:
        where = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            source._note(where, "a key must be a word")
            continue
        key = str(key_node.value)
        if key in result:
            source._note(where, f"the key {key!r} stands here twice")
        source.keys[*path, key] = where
        result[key] = _value(item, (*path, key), source)
    return result


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted or a block: always text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def texts(data: bytes, file: str) -> Any:
    """A document of another program's with every scalar as the text that stands there.

    An id 0089123 or 10e45 is no number.  Raises SpecError when it is no YAML, or refers to itself.
    """
    source = Source(file)
    try:
        node = _composed(data, source)
        return None if node is None else _texts(node, {}, source)
    except (RecursionError, ValueError) as error:
        source._note((1, 1), f"not YAML that can be read: {error}")
    finally:
        source.check()


def _texts(node: yaml.Node, seen: dict[int, Any], source: Source) -> Any:
    """A node's value; what is referred to several times is made once."""
    if id(node) in seen:
        return seen[id(node)]
    seen[id(node)] = None  # a value within itself is none
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = None if not node.style and node.value in ("", "~", "null") else str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        value = [_texts(item, seen, source) for item in node.value]
    else:
        value = {}
        for key, item in node.value:
            name = str(key.value)
            if name in value:
                where = (key.start_mark.line + 1, key.start_mark.column + 1)
                source._note(where, f"the key {name!r} stands here twice")
            value[name] = _texts(item, seen, source)
    seen[id(node)] = value
    return value


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'points'?`, or the list of what is known when nothing is near."""
    import difflib  # only when something is wrong

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(names)}" if names else ""
