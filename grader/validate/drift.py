"""golden.json against what the reference answers now."""

from collections.abc import Mapping, Sequence

import msgspec

from ..errors import GoldenError
from ..golden.file import GoldenFile, platform_facts
from ..golden.values import dumps, to_json
from ..model import Case, Golden
from .distance import distance

__all__ = ["BOUND", "Drift", "drift"]

#: On another numpy, BLAS or processor, golden values may differ by this much, relative to a
#: tensor's largest entry; it is far below every tolerance, so no platform can fail a student.
BOUND = 1e-12


class Drift(msgspec.Struct, frozen=True):
    """A frozen value that is not what the reference answers; `max_rel` is None for another form.

    `contradicted`: the same inputs had another answer, and not only that something is missing.
    """

    case: str
    message: str
    max_rel: float | None = None
    contradicted: bool = False


def drift(file: GoldenFile, cases: Sequence[Case], fresh: Mapping[str, Golden]) -> list[Drift]:
    """What differs: bit for bit where numpy, BLAS and processor are those of the file."""
    facts = platform_facts()
    exact = all(file.made_with.get(key) == value for key, value in facts.items())
    found = [_case(file, case, fresh[case.id], exact) for case in cases]
    known = {case.id for case in cases}
    extra = [Drift(id, "is frozen, but no such case exists") for id in file.data["cases"]]
    return [d for d in found if d is not None] + [d for d in extra if d.case not in known]


def _case(file: GoldenFile, case: Case, fresh: Golden, exact: bool) -> Drift | None:
    try:
        frozen = file.golden(case)
    except GoldenError as error:
        return Drift(case.id, str(error))
    if frozen.accepted.keys() != fresh.accepted.keys() or frozen.tolerated != fresh.tolerated:
        return Drift(case.id, "other variants are accepted now")
    for old, new, what in [
        (frozen.expected, fresh.expected, "the reference"),
        *((frozen.accepted[k], v, f"the accepted {k}") for k, v in fresh.accepted.items()),
    ]:
        size = distance(case, old, new)
        if exact and dumps(to_json(old)) != dumps(to_json(new)):
            return Drift(case.id, f"{what} now answers otherwise, on the same platform", size, True)
        if not size <= BOUND:
            return Drift(case.id, f"{what} now answers otherwise", size, True)
    return None
