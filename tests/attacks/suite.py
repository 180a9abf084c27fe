"""All attacks in turn, round after round, without pytest around them.

    PYTHONPATH=tests python -m attacks.suite LEVEL [ROUNDS]    (exit code 1 if one gets through)

Results are those of `trial`; dangerous ones run in an outer namespace.  `run` is also what people
who are not root run, without those.
"""

import sys
import time

import msgspec

from . import outer
from .trial import Trials, names, read, wrong
from .world import World


class Report(msgspec.Struct):
    """What was wrong by attack, and every verdict."""

    wrong: dict[str, list[str]]
    verdicts: dict[str, list[object]]


def run(level: str, every: int = 1) -> Report:
    """Runs one in so many of those that are not dangerous."""
    report = Report({}, {})
    with World() as world:
        trials = Trials(level, world)
        for name in names()[::every]:
            attack = read(name)
            if level in attack.levels and not attack.danger:
                result, harm = trials.run(attack)
                found = wrong(attack, result) + harm
                if found:
                    report.wrong[name] = found
                statuses: list[object] = [c.status for e in result.exercises for c in e.cases]
                report.verdicts[name] = [result.status, result.score, *statuses]
        trials.close()
    return report


def dangerous(level: str) -> dict[str, list[str]]:
    """What was wrong with those that are."""
    together = tuple(n for n in names() if read(n).danger and level in read(n).levels)
    outer.run_all.cache_clear()
    found = outer.run_all(level, together)
    return {n: f["wrong"] + f["harm"] for n, f in found.items() if f["wrong"] or f["harm"]}


def main() -> None:
    level, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    bad = 0
    for number in range(1, rounds + 1):
        started = time.monotonic()
        report = run(level)
        found = report.wrong | dangerous(level)
        bad += len(found)
        seconds = time.monotonic() - started
        print(f"{level}, round {number}: {len(report.verdicts)} attacks and the dangerous ones,"
              f" {len(found)} wrong, {seconds:.0f} s", flush=True)  # fmt: skip
        for name, reasons in found.items():
            print(f"  {name}: {reasons}"[:1000], flush=True)
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
