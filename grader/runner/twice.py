"""Every case is run twice, and what the second run shows.

The first run is the one that is graded.  The second gets read-only arrays and, for a class, a new
instance (and a few steps only), and its results are kept by reference until its end; if its answer
differs, something leaks from call to call, writes into its arguments, or hands out the same array
twice.  The judge compares both; what is sent beside the values (`breaches`) only tells the reason.
"""

import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .adapters import ChildAdapter
from .codec import encode, encoded
from .run import Run, silence
from .signals import collect_warnings

__all__ = ["run_twice"]


def run_twice(
    adapter: ChildAdapter,
    target: Any,
    case: dict[str, Any],
    others: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """{"value", "again", "breaches", "fault", "signals"} of a case; raises what the first run does.

    The values are encoded.  "again" is None where the second run gave the same bytes, and "fault"
    is the exception that the second run ended with, if it did.  "signals" are numpy's warnings.
    `others` are what else the case asks for, by name.
    """
    first, second = Run(False, others), Run(True, others)
    with collect_warnings() as signals:
        value = adapter.call(target, case, first)
    answer = encoded(value)
    reply: dict[str, Any] = {"value": answer, "again": None, "fault": None, "signals": signals}
    if case.get("once"):
        reply["breaches"] = first.breaches
        return reply
    generators = _stir()
    try:
        with silence():  # what it prints was printed once
            again = adapter.call(target, case, second)
        other = encoded(again)
        repeated = adapter.repeated(value)
        if other.data != (answer.data if repeated is value else encode(repeated)):
            reply["again"] = other
    except Exception as error:
        reply["fault"] = error
    changed = _random_state()
    first.breach("global_random", any(changed.get(k, v) != v for k, v in generators.items()))
    # The first result must also have outlived the second call: a buffer that is handed out twice.
    # (Where copies are kept, the second run shows it.)
    first.breach("result_changed", not adapter.copies and encode(value) != answer.data)
    reply["breaches"] = first.breaches
    return reply


def _stir() -> dict[str, Any]:
    """Puts the global generators into a state that the student cannot know, and returns it.

    A function that seeds them in each call would otherwise leave them as it found them.
    """
    if (module := sys.modules.get("random")) is not None:
        module.seed(os.urandom(16))
    if (module := sys.modules.get("numpy.random")) is not None:
        module.seed(int.from_bytes(os.urandom(4), "little"))
    return _random_state()


def _random_state() -> dict[str, Any]:
    """The state of the global generators, of those that somebody has loaded."""
    state: dict[str, Any] = {}
    if (module := sys.modules.get("random")) is not None:
        state["random"] = module.getstate()
    if (module := sys.modules.get("numpy.random")) is not None:
        name, keys, position, *rest = module.get_state()
        state["numpy.random"] = (name, keys.tobytes(), position, *rest)
    return state
