"""Many attacks in one process, without those that need an outer namespace.

    PYTHONPATH=tests python -m attacks.suite LEVEL [EVERY]    (JSON on stdout: name -> what is wrong)

EVERY takes one attack in so many.  Results are those of `trial`, for people who are not root.
"""

import json
import sys

import msgspec

from .trial import Trials, names, read, wrong
from .world import World


class Report(msgspec.Struct):
    """What was wrong by attack, and every verdict."""

    wrong: dict[str, list[str]]
    verdicts: dict[str, list[object]]


def run(level: str, every: int = 1) -> Report:
    """Runs them in turn."""
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


if __name__ == "__main__":
    found = run(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(json.dumps(msgspec.to_builtins(found)))
