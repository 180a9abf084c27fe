"""A case answered in this process by trusted code, as if it were a submission in its box."""

import contextlib
import signal
import threading
import warnings
from collections.abc import Iterator, Mapping
from types import FrameType, MappingProxyType
from typing import Any

import numpy as np

from ..adapters import child_of
from ..model import Answer, Breach, Case, Fault, Outcome
from ..runner.codec import CodecError
from ..runner.decoder import decode
from ..runner.twice import Repeats
from .reference import Reference, others_of

__all__ = ["TooSlow", "outcome_of", "outcomes_of"]


class TooSlow(BaseException):
    """Raised inside a variant of the reference that does not end."""


def outcomes_of(
    reference: Reference, cases: list[Case], seconds: float | None = None, once: bool = False
) -> list[Outcome]:
    """What an (edited) reference does on cases of one exercise, one after the other.

    With `once`, each case runs a single time, and nothing is learned of its manners.

    A variant that cannot even be imported or called fails every case in the same way.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target = reference.target(cases[0].exercise.reference) if cases else None
    except Exception as error:
        fault = _fault(error.__cause__ or error)  # what the variant raised, not our words on it
        return [Outcome(case=case.id, status="error", fault=fault) for case in cases]
    others = others_of(reference, cases[0]) if cases else {}
    repeats = Repeats()
    return [outcome_of(target, case, seconds, once, others, repeats) for case in cases]


def outcome_of(
    target: Any,
    case: Case,
    seconds: float | None = None,
    once: bool = False,
    others: Mapping[str, Any] = MappingProxyType({}),
    repeats: Repeats | None = None,
) -> Outcome:
    """One case; it is ended after `seconds` of processor time, where that is possible.

    `repeats` are those of the cases before it: as for a child, the first few are run twice.
    """
    payload = case.payload
    payload["once"] = once or payload.get("once", False)
    payload["trace"] = True
    repeats = Repeats() if repeats is None else repeats
    try:
        with _clock(seconds), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            twice = repeats.run(child_of(case.exercise), target, payload, others)
    except TooSlow:
        return Outcome(case=case.id, status="timeout")
    except MemoryError:
        return Outcome(case=case.id, status="memory")
    except NotImplementedError:
        return Outcome(case=case.id, status="not_implemented")
    except (Exception, CodecError) as error:
        return Outcome(case=case.id, status="error", fault=_fault(error))
    return Outcome(
        case=case.id,
        status="value",
        answer=Answer(*twice.answer),
        again=None if twice.again is None else decode(twice.again),
        breaches=tuple(Breach(*breach) for breach in twice.breaches),
        fault=None if twice.fault is None else _fault(twice.fault),
    )


def _fault(error: BaseException) -> Fault:
    return Fault(type(error).__name__, str(error)[:200])


@contextlib.contextmanager
def _clock(seconds: float | None) -> Iterator[None]:
    """Raises TooSlow in the code inside; in another thread, or on Windows, nothing watches.

    It is processor time: a busy machine makes no variant of the reference endless.
    """
    watched = seconds is not None and hasattr(signal, "setitimer")
    if not watched or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds or 0.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
