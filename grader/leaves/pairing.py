"""Structure first: what was returned is matched with what was expected, and types are checked.

numpy's own comparisons broadcast, so (m, 1) against (m,) passes there.  Here shapes and dtypes are
compared before any number is, and what does not fit is said in a sentence.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..runner.codec import Foreign
from ..wording.verdicts import form_words

__all__ = [
    "Leaf", "Misfit", "has_plain_list", "is_plain_list", "is_private", "match", "match_array",
    "thing",
]  # fmt: skip


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
    """The answer does not have the form of the expected one.

    `rule` is the slug of a sentence of `grader.wording.verdicts`, which `parameters` fill in; an
    adapter of a course's own gives a sentence instead.  `key` is the part of the answer.
    """

    def __init__(
        self, rule: str, key: str = "", step: int | None = None, **parameters: Any
    ) -> None:
        super().__init__(rule)
        self.rule, self.key, self.step, self.parameters = rule, key, step, parameters

    def __str__(self) -> str:
        return form_words(self.rule, self.key, self.parameters)

    def after(self, step: int, key: str = "") -> "Misfit":
        """The same of what a step gave."""
        return Misfit(self.rule, key or self.key, step, **{**self.parameters, "after": step})


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
        names = names[: len(expected)]  # of an answer whose length depends on the case
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
        raise Misfit("no_dict", key, thing=thing(got, key))
    missing = [name for name in expected if name not in got]
    if missing:
        raise Misfit("no_key", str(missing[0]), of=key, missing=missing[0])


def _match_length(expected: list[Any], got: Any, key: str, names: tuple[str, ...]) -> None:
    wanted = {"names": ", ".join(names)} if names else {"count": len(expected)}
    if not isinstance(got, (list, tuple)):
        rule = "no_tuple" if names else "no_list"
        raise Misfit(rule, key, thing=thing(got, key), **wanted)
    if len(got) != len(expected):
        raise Misfit("other_tuple" if names else "other_list", key, found=len(got), **wanted)


def _match_text(expected: str, got: Any, key: str) -> None:
    if not isinstance(got, str):
        raise Misfit("no_text", key, wanted=expected, thing=thing(got, key))
    if got != expected:
        raise Misfit("other_text", key, found=got[:80], wanted=expected)


def match_array(expected: np.ndarray, got: Any, key: str) -> np.ndarray:
    """An array of the expected shape and dtype.  Raises Misfit.

    Where indices are expected, a plain list of them is taken as such: see `is_plain_list`.
    """
    if is_plain_list(expected, got):
        got = np.array([int(entry) for entry in got], expected.dtype)
    if type(got) is not np.ndarray:
        raise Misfit("no_array", key, wanted=expected.shape, thing=thing(got, key))
    if got.shape != expected.shape:
        raise Misfit("other_shape", key, found=got.shape, wanted=expected.shape)
    if expected.dtype.kind == "i":
        if got.dtype.kind not in "iu":
            raise Misfit("no_integers", key, found=str(got.dtype))
    elif got.dtype != expected.dtype:
        raise Misfit("other_dtype", key, found=str(got.dtype), wanted=str(expected.dtype))
    return got


def is_plain_list(expected: Any, got: Any) -> bool:
    """Whether a list of ints stands where an array of integers along one axis is expected."""
    if type(got) is not list or not isinstance(expected, np.ndarray):
        return False
    indices = expected.ndim == 1 and expected.dtype.kind == "i"
    largest = np.iinfo(expected.dtype).max if indices else 0
    return indices and all(_is_int(entry) and abs(int(entry)) <= largest for entry in got)


def _is_int(value: Any) -> bool:
    """Whether it is an int, of Python or of numpy."""
    if type(value) is np.ndarray:
        return value.shape == () and value.dtype.kind in "iu"
    return type(value) is int


def has_plain_list(expected: Any, got: Any) -> bool:
    """Whether an answer, or an entry of it, is a plain list where an array is expected."""
    if isinstance(expected, list) and isinstance(got, (list, tuple)):
        return any(map(has_plain_list, expected, got))
    return is_plain_list(expected, got)


def _scalar(got: Any, key: str) -> np.ndarray:
    if isinstance(got, np.ndarray):
        if got.shape != ():
            raise Misfit("no_scalar", key, found=got.shape)
        if got.dtype.kind not in "iu" and got.dtype != np.float64:
            raise Misfit("other_dtype", key, found=str(got.dtype), wanted="float64")
        return np.asarray(got, np.float64)
    if isinstance(got, bool) or not isinstance(got, (int, float)):
        raise Misfit("no_number", key, thing=thing(got, key))
    return np.asarray(got, np.float64)


def thing(got: Any, key: str = "") -> tuple[str, dict[str, Any]]:
    """What was returned, as a kind and what is to be said of it; `key` is the part that it is."""
    if got is None:
        return ("nothing" if key else "no_return"), {}
    if isinstance(got, Foreign):
        kind = "type_with_detail" if got.detail else "type"
        return kind, {"type": got.type_name, "detail": got.detail}
    if isinstance(got, np.ndarray):
        return ("array", {"shape": got.shape}) if got.shape else ("number", {})
    if isinstance(got, (bool, int, float)):
        return "value", {"value": got}
    return "type", {"type": type(got).__name__}
