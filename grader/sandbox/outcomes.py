"""What a process replied, as an Outcome: every field checked, nothing believed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..language import translated as _
from ..model import Breach, Fault, Outcome
from ..wording.endings import (
    FORGED,
    TOO_LARGE,
    UNDEFINED,
    UNDEFINED_BECAUSE,
    UNDEFINED_NEAR,
    WORTH_NONE,
)

__all__ = ["Note", "notes", "outcome"]

#: Of a frame's texts.
TEXT = 300
MAX_LINE = 10_000_000
MOST_CALLS = 10**9
OUTCOMES = frozenset({"value", "missing", "not_implemented", "error", "memory"})


class Note(NamedTuple):
    """What was said of how a line of a submission's files was read."""

    file: str
    line: int
    words: str

    def text(self, several: bool) -> str:
        """As a student is told; of `several` files, a line is given with its own."""
        where = f"{self.file}, line {self.line}" if several else f"line {self.line}"
        return f"{where}: {self.words}"


def notes(data: Any) -> tuple[Note, ...]:
    """What was said of how the files were read, every field checked for its type."""
    kept = []
    for note in data[:40] if isinstance(data, list) else []:
        if isinstance(note, list) and [type(part) for part in note] == [str, int, str]:
            file, line, words = note
            kept.append(Note(file[:200], line, words[:TEXT]))
    return tuple(kept)


def outcome(
    case: str, reply: Mapping[str, Any], seconds: float = 0.0, several: bool = False
) -> Outcome:
    """A reply as an Outcome; what does not have the form of one is an error of the student's.

    `several`: there are several files, so that a line is given with its own.
    """
    status = _text(reply.get("status"), 40)
    message = ""
    forged = False
    if status == "too_large":
        status, message = "error", _(TOO_LARGE)
    if status not in OUTCOMES:
        status, message, forged = "error", _(FORGED), True
    if status == "missing":
        message = _missing(case.partition("/")[0], reply.get("value"), reply.get("why"))
    return Outcome(
        case=case,
        status=status,  # type: ignore[arg-type]
        answer=reply.get("answer"),
        again=reply.get("again"),
        breaches=_breaches(reply.get("breaches")),
        fault=_fault(reply.get("fault"), several),
        signals=_signals(reply.get("signals"), several),
        message=message,
        seconds=seconds,
        violation=forged,
    )


def _breaches(data: Any) -> tuple[Breach, ...]:
    """What was noticed of its manners, every field checked for its type."""
    kept = []
    for breach in data[:10] if isinstance(data, list) else []:
        if isinstance(breach, (list, tuple)) and len(breach) == 3 and type(breach[0]) is str:
            slug, *numbers = breach
            got, wanted = (_count(number) for number in numbers)
            kept.append(Breach(slug[:40], got, wanted))
    return tuple(kept)


def _count(number: Any) -> int | None:
    return number if type(number) is int and 0 <= number < MOST_CALLS else None


def _signals(data: Any, several: bool) -> tuple[tuple[str, str], ...]:
    """What numpy warned of, every field checked for its type."""
    kept = []
    for signal in data[:5] if isinstance(data, list) else []:
        if isinstance(signal, list) and [type(part) for part in signal] == [str, int, str]:
            words, line, file = signal
            where = f"{file[:TEXT]}, line {line}" if several else f"line {line}"
            kept.append((words[:200], where))
    return tuple(kept)


def _missing(name: str, names: Any, why: Any) -> str:
    """Not defined; what failed where it would have been, or a name that is near."""
    if type(why) is str and why:
        return _(UNDEFINED_BECAUSE).format(name=name, why=why[:TEXT])
    words = [_text(word, 100) for word in names[:200]] if isinstance(names, list) else []
    if name in words:
        return _(WORTH_NONE).format(name=name)
    near = _near(name, tuple(words))
    if near is not None:
        return _(UNDEFINED_NEAR).format(name=name, near=near)
    return _(UNDEFINED).format(name=name)


@lru_cache(maxsize=100)
def _near(name: str, words: tuple[str, ...]) -> str | None:
    """The word that a name is nearest to: asked for with each case of what is missing."""
    import difflib  # for what is missing alone

    lower = {word.lower(): word for word in words}
    near = difflib.get_close_matches(name.lower(), lower, n=1, cutoff=0.8)
    return lower[near[0]] if near else None


def _fault(data: Any, several: bool) -> Fault | None:
    """An exception's description, every field checked for its type."""
    if not isinstance(data, dict):
        return None
    line = data.get("line")
    frames = data.get("frames")
    kept = []
    for frame in frames[:20] if isinstance(frames, list) else []:
        if isinstance(frame, list) and [type(part) for part in frame] == [str, int, str, str]:
            file, number, function, source = frame
            kept.append((file[:TEXT], _line(number) or 0, function[:TEXT], source[:TEXT]))
    return Fault(
        type=_text(data.get("type"), 200),
        message=_text(data.get("message"), 2000),
        line=_line(line),
        frames=tuple(kept),
        several=several,
    )


def _text(data: Any, length: int) -> str:
    """The beginning of a text; what is none is not made one, which could take minutes."""
    return data[:length] if type(data) is str else type(data).__name__


def _line(number: Any) -> int | None:
    """A line of a file, if it can be one."""
    return number if type(number) is int and 0 < number < MAX_LINE else None
