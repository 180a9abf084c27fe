"""Which levels of isolation this machine offers: found by canaries."""

from collections.abc import Iterator

import msgspec

from ..errors import ConfigurationError, SandboxError
from .saved_level import LEVELS

__all__ = ["SAFE", "Finding", "best", "choose", "look", "try_level"]

#: What a batch accepts by itself.
SAFE = ("sealed+ns", "sealed")
#: What each canary is given, in seconds: on a busy machine an honest one is slow, and tried again.
TRIES = (0.6, 3.0)


class Finding(msgspec.Struct, frozen=True):
    """A level on this machine: what it stopped, and why it is not offered, if it is not."""

    level: str
    stopped: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    problem: str = ""


def look() -> Iterator[Finding]:
    """Every level, the best first, tried with all canaries."""
    yield from map(try_level, LEVELS)


def best() -> Finding:
    """The best level that holds here.  Raises SandboxError when none does."""
    found = []
    for finding in look():
        if not finding.problem:
            return finding
        found.append(f"{finding.level}: {finding.problem}")
    raise SandboxError("no level of isolation works here; " + "; ".join(found))


def choose(asked: str | None = None) -> Finding:
    """The level for a batch: the one asked for, or the best that is safe.

    Raises ConfigurationError when the machine does not offer it.
    """
    wanted = SAFE if asked is None else (asked,)
    if asked is not None and asked not in LEVELS:
        raise ConfigurationError(f"--isolation {asked}: there are {', '.join(LEVELS)}")
    reasons = []
    for level in wanted:
        finding = try_level(level)
        if not finding.problem:
            return finding
        reasons.append(f"{level}: {finding.problem}")
    advice = "--isolation limits grades all the same, without keeping code from files and network"
    raise ConfigurationError(
        f"this machine does not seal off submissions ({'; '.join(reasons)}); {advice}"
        if asked is None
        else f"this machine does not offer --isolation {asked}: {reasons[0]}"
    )


def try_level(level: str) -> Finding:
    """A level on this machine, tried with all canaries."""
    finding = Finding(level)
    for seconds in TRIES:
        finding = _once(level, seconds)
        if not finding.problem:
            break
    return finding


def _once(level: str, seconds: float) -> Finding:
    from .backend import open_backend
    from .canaries import broken_claims, try_canaries

    try:
        backend = open_backend(level)
        try:
            sightings = try_canaries(backend, seconds)
        finally:
            backend.close()
    except SandboxError as error:
        return Finding(level, problem=str(error))
    failed = broken_claims(sightings, level)
    told = [seen for seen in sightings if seen.canary.levels]
    return Finding(
        level,
        stopped=tuple(seen.canary.about for seen in told if seen.stopped),
        open=tuple(seen.canary.about for seen in told if not seen.stopped),
        problem=f"not as claimed here: {', '.join(failed)}" if failed else "",
    )
