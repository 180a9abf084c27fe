"""Every known mistake, and every pair, handed in: caught, named, confused with what."""

from collections.abc import Sequence

from ..diagnose.build import Builder, Variant
from ..diagnose.catalogue import Catalogue
from ..diagnose.findings import diagnose
from ..diagnose.graded import Diagnosis
from ..diagnose.naming import chosen
from ..model import Exercise, Graded, Mistake
from .model import InheritedAudit, MistakeAudit, PairsAudit

__all__ = ["audit_inherited", "audit_mistakes", "audit_pairs"]

#: What an edit raises that was not meant: the edit itself is broken.
BROKEN = frozenset({"NameError", "UnboundLocalError", "SyntaxError", "ImportError"})


def audit_mistakes(
    builder: Builder,
    catalogue: Catalogue,
    exercise: Exercise,
    mistakes: Sequence[Mistake],
    singles: Sequence[Variant],
) -> list[MistakeAudit]:
    """One entry for each mistake of the exercise; with several ways, all of them must hold."""
    found = []
    for mistake in mistakes:
        ways = [v for v in singles if v.row.keys == (mistake.id,)]
        if not ways:
            continue
        results = [_handed_in(builder, catalogue, exercise, way) for way in ways]
        others = {other for result in results for other in result.confused_with}
        found.append(
            MistakeAudit(
                id=mistake.id,
                exercise=exercise.name,
                caught=all(result.caught for result in results),
                named=all(result.named for result in results),
                confused_with=tuple(sorted(others)),
                accepted=mistake.id in exercise.accept,
                nearest=min(result.nearest for result in results),
                broken=next((result.broken for result in results if result.broken), ""),
            )
        )
    return found


def _handed_in(
    builder: Builder, catalogue: Catalogue, exercise: Exercise, variant: Variant
) -> MistakeAudit:
    key = variant.row.keys[0]
    accepted = key in exercise.accept
    told = [f.mistake for f in diagnosis_of(builder, catalogue, exercise, variant).findings]
    fitting = catalogue.fitting(
        exercise.name, builder.cases_of(exercise), variant.signatures, builder.assignment.tolerance
    )
    own = catalogue.canonical(key) if key in catalogue.texts else key
    others = {k for row in fitting if row.kind in ("mistake", "contract") for k in row.keys}
    raised = {o.fault.type for o in variant.outcomes if o.status == "error" and o.fault}
    return MistakeAudit(
        id=key,
        exercise=exercise.name,
        caught=accepted or any(v.status != "passed" for v in variant.verdicts),
        named=any(t == key or (t in catalogue.texts and catalogue.canonical(t) == own)
                  for t in told if t is not None),
        confused_with=tuple(sorted(k for k in others if catalogue.canonical(k) != own)),
        nearest=nearest(variant),
        broken=next(iter(raised & BROKEN), ""),
    )  # fmt: skip


def nearest(variant: Variant) -> float:
    """The largest relative error over the cases; inf where something else than numbers differs."""
    errors = []
    for verdict in variant.verdicts:
        if verdict.status == "passed":
            errors.append(verdict.error.max_rel if verdict.error else 0.0)
        else:
            numbers = verdict.error is not None and not verdict.contract
            errors.append(verdict.error.max_rel if numbers and verdict.error else float("inf"))
    return max(errors, default=0.0)


def diagnosis_of(
    builder: Builder, catalogue: Catalogue, exercise: Exercise, variant: Variant
) -> Diagnosis:
    """What a student would be told who hands this in."""
    cases = builder.cases_of(exercise)
    graded = [
        Graded(case, builder.goldens[case.id], outcome, verdict)
        for case, outcome, verdict in zip(cases, variant.outcomes, variant.verdicts, strict=True)
    ]
    found = diagnose(
        {exercise.name: graded},
        catalogue=lambda: catalogue,
        accepted=lambda: {},
        tolerance=builder.assignment.tolerance,
    )
    return found[exercise.name]


def audit_pairs(
    builder: Builder,
    catalogue: Catalogue,
    exercise: Exercise,
    mistakes: Sequence[Mistake],
    singles: Sequence[Variant],
) -> PairsAudit:
    """All pairs of the exercise's mistakes."""
    caught = named = of = 0
    misnamed: list[str] = []
    for variant in builder.pairs(exercise, mistakes, singles):
        of += 1
        judged = builder.judged(exercise, variant)
        caught += any(v.status != "passed" for v in judged.verdicts)
        findings = diagnosis_of(builder, catalogue, exercise, judged).findings
        mistake = findings[0].mistake if findings else None
        if mistake is None:
            continue
        wanted = sorted(catalogue.canonical(key) for key in variant.row.keys)
        if sorted(catalogue.canonical(key) for key in mistake.split("+")) == wanted:
            named += 1
        else:
            misnamed.append(f"{'+'.join(variant.row.keys)} as {mistake}")
    reasons = [why for why, _ in builder.left_out]
    return PairsAudit(
        caught=caught,
        named=named,
        of=of,
        misnamed=tuple(misnamed),
        left_out={why: reasons.count(why) for why in sorted(set(reasons))},
        cancel=tuple("+".join(keys) for why, keys in builder.left_out if why == "cancel"),
    )


def audit_inherited(catalogue: Catalogue, exercise: str, tolerance: float) -> InheritedAudit:
    """Whether a mistake of another exercise gets a name where it shows in this one.

    By the fingerprints alone: a mistake that is known by several names must get one of them.
    """
    table = catalogue.tables.get(exercise)
    if table is None:
        return InheritedAudit()
    inherited = [i for i, row in enumerate(table.rows) if row.kind == "inherited"]
    unnamed = [
        table.rows[i].keys[0]
        for i in inherited
        if chosen(catalogue, table.alike(i, tolerance)) is None
    ]
    return InheritedAudit(len(inherited), tuple(dict.fromkeys(unnamed)))
