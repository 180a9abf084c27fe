"""Structure first: what was returned is matched with what was expected, and types are checked.

numpy's own comparisons broadcast, so (m, 1) against (m,) passes there.  Here shapes and dtypes are
compared before any number is, and what does not fit is said in a sentence.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..runner.codec import Foreign

__all__ = ["Leaf", "Misfit", "is_private", "match", "match_array", "words_of"]


class Leaf:
    """One tensor of an answer beside the expected one.

    `steps` says that axis 0 counts steps; `run`, that row 0 is the start and the displacement from
    it is what matters.
    """

    __slots__ = ("expected", "got", "key", "run", "steps")

    def __init__(
        self,
        key: str,
        expected: np.ndarray,
        got: np.ndarray,
        steps: bool = False,
        run: bool = False,
    ) -> None:
        self.key, self.expected, self.got = key, expected, got
        self.steps, self.run = steps, run


class Misfit(Exception):
    """The answer does not have the form of the expected one; the message says how."""

    def __init__(self, message: str, key: str = "", step: int | None = None) -> None:
        super().__init__(message)
        self.key, self.step = key, step


def match(expected: Any, got: Any, outputs: Sequence[str] = ()) -> list[Leaf]:
    """The tensors of an answer with the expected ones, depth first; `outputs` names its parts.

    Private parts are left out.  Raises Misfit.
    """
    leaves: list[Leaf] = []
    _walk(expected, got, "", tuple(outputs), leaves)
    return leaves


def is_private(name: str) -> bool:
    """Whether a part of an answer is not compared: `_`, or a name that begins with it."""
    return name.startswith("_")


def _walk(expected: Any, got: Any, key: str, names: tuple[str, ...], leaves: list[Leaf]) -> None:
    if isinstance(expected, np.ndarray):
        leaves.append(Leaf(key, expected, match_array(expected, got, key)))
    elif isinstance(expected, dict):
        _match_keys(expected, got, key)
        for name, item in expected.items():
            _walk(item, got[name], f"{key}[{name!r}]" if key else str(name), (), leaves)
    elif isinstance(expected, list):
        _match_length(expected, got, key, names)
        for i, item in enumerate(expected):
            name = names[i] if i < len(names) else f"{key}[{i}]"
            if i < len(names) and is_private(name):
                continue
            _walk(item, got[i], name, (), leaves)
    elif isinstance(expected, str):
        _match_text(expected, got, key)
    else:
        leaves.append(Leaf(key, np.asarray(expected, np.float64), _scalar(got, key)))


def _match_keys(expected: dict[Any, Any], got: Any, key: str) -> None:
    if not isinstance(got, dict):
        raise Misfit(f"{_it(key)} must be a dict, got {words_of(got, key)}", key)
    missing = [name for name in expected if name not in got]
    if missing:
        raise Misfit(f"{_it(key)} lacks the key {missing[0]!r}", str(missing[0]))


def _match_length(expected: list[Any], got: Any, key: str, names: tuple[str, ...]) -> None:
    form = f"({', '.join(names)})" if names else f"a list of {len(expected)}"
    if not isinstance(got, (list, tuple)):
        raise Misfit(f"{_it(key)} must be {form}, got {words_of(got, key)}", key)
    if len(got) != len(expected):
        raise Misfit(f"{_it(key)} must be {form}, got {len(got)} entries", key)


def _match_text(expected: str, got: Any, key: str) -> None:
    if not isinstance(got, str):
        raise Misfit(f"{_it(key)} must be a text, {expected!r} say, got {words_of(got, key)}", key)
    if got != expected:
        raise Misfit(f"{_it(key)} is {got[:80]!r}, expected {expected!r}", key)


def match_array(expected: np.ndarray, got: Any, key: str) -> np.ndarray:
    """An array of the expected shape and dtype.  Raises Misfit."""
    if type(got) is not np.ndarray:
        wanted = f"must be a numpy array of shape {expected.shape}"
        raise Misfit(f"{_it(key)} {wanted}, got {words_of(got, key)}", key)
    if got.shape != expected.shape:
        raise Misfit(f"{_it(key)} has shape {got.shape}, expected {expected.shape}", key)
    if expected.dtype.kind == "i":
        if got.dtype.kind not in "iu":
            raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected integers", key)
    elif got.dtype != expected.dtype:
        raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected {expected.dtype}", key)
    return got


def _scalar(got: Any, key: str) -> np.ndarray:
    if isinstance(got, np.ndarray):
        if got.shape != ():
            raise Misfit(f"{_it(key)} must be one number, got an array of shape {got.shape}", key)
        if got.dtype.kind not in "iu" and got.dtype != np.float64:
            raise Misfit(f"{_it(key)} has dtype {got.dtype}, expected float64", key)
        return np.asarray(got, np.float64)
    if isinstance(got, bool) or not isinstance(got, (int, float)):
        raise Misfit(f"{_it(key)} must be a number, got {words_of(got, key)}", key)
    return np.asarray(got, np.float64)


def _it(key: str) -> str:
    return key or "the answer"


def words_of(got: Any, key: str = "") -> str:
    """What was returned, in words; `key` is the part of an answer that it is, if not the whole."""
    if got is None:
        return "None" if key else "None (is a `return` missing?)"
    if isinstance(got, Foreign):
        kind = _a(got.type_name)
        return f"{kind} ({got.detail})" if got.detail else kind
    if isinstance(got, np.ndarray):
        return f"an array of shape {got.shape}" if got.shape else "one number"
    if isinstance(got, (bool, int, float)):
        return f"{got!r:.40}"
    return _a(type(got).__name__)


def _a(word: str) -> str:
    """With its article."""
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"
