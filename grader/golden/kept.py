"""What is made of the reference for wrong answers, kept from one `grader check` to the next.

Mistakes with a constant, and the course's functions that stand in for a student's: making them
takes longer than grading does.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..cache import Entry
from ..model import Answer, Breach, Outcome

if TYPE_CHECKING:
    from ..model.variants import Family, Part

__all__ = ["kept_families", "kept_parts"]

#: Files in an assignment's folder that are made from the others.
_MADE = frozenset({"golden.json", "fingerprints.json", "pictures.json"})

Families = dict[str, list["Family"]]
Parts = dict[str, dict[str, "Part"]]


def kept_families(folder: Path, make: Callable[[], Families]) -> Callable[[], Families]:
    """What gives an assignment's families: from the cache, or made and put there.

    The file is read at once, before this submission is run: the judge runs what is in it.
    """
    if not (folder / "mistakes.yaml").is_file():  # a student's kit
        return dict
    entry = Entry(folder, f"{folder.name}.families", _sources)
    return lambda: entry.get(make, _plain_families, _families)


def kept_parts(folder: Path, make: Callable[[], Parts]) -> Callable[[], Parts]:
    """What gives the functions that stand in for earlier exercises, of all public cases.

    Read at once, too: what is in the file is believed to be the course's.
    """
    if not (folder.resolve().parent.parent / "reference").is_dir():
        return dict
    entry = Entry(folder, f"{folder.name}.parts", _sources_of_answers)
    return lambda: entry.get(lambda: _parts(_plain_parts(make())), _plain_parts, _parts)


def _sources(folder: Path) -> list[Path]:
    """What they are made from, and by."""
    course = folder.resolve().parent.parent
    texts = [f for f in sorted(folder.iterdir()) if f.is_file() and f.name not in _MADE]
    files = [*course.glob("reference/*.py"), *course.glob("adapters/*.py")]
    return [*texts, *sorted(files), *sorted(Path(__file__).parent.glob("*.py"))]


def _sources_of_answers(folder: Path) -> list[Path]:
    """The same, and what runs a function of the reference on a case."""
    runner = Path(__file__).parent.parent / "runner"
    return [*_sources(folder), *sorted(runner.rglob("*.py"))]


def _plain_families(families: Mapping[str, Sequence["Family"]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [msgspec.structs.asdict(f) for f in own] for name, own in families.items()}


def _families(data: dict[str, list[dict[str, Any]]]) -> Families:
    from ..model.variants import Family

    return {name: [Family(**fields) for fields in own] for name, own in data.items()}


def _plain_parts(parts: Mapping[str, Mapping[str, "Part"]]) -> dict[str, Any]:
    return {
        name: {earlier: _plain_part(part) for earlier, part in own.items()}
        for name, own in parts.items()
    }


def _plain_part(part: "Part") -> dict[str, Any]:
    answers = {case: _plain_answer(found) for case, found in part.answers.items()}
    return {**msgspec.structs.asdict(part), "answers": answers}


def _plain_answer(found: Outcome) -> list[Any]:
    """What the course's own function answered, run once: as far as it is judged."""
    if found.status != "value":
        return [found.status]
    breaches = [[breach.slug, breach.got, breach.wanted] for breach in found.breaches]
    return [found.status, found.answer.form, found.answer.numbers, breaches]


def _parts(data: dict[str, Any]) -> Parts:
    return {
        name: {earlier: _part(fields) for earlier, fields in own.items()}
        for name, own in data.items()
    }


def _part(fields: dict[str, Any]) -> "Part":
    from ..model.variants import Part

    answers = {case: _answer(case, found) for case, found in fields["answers"].items()}
    return Part(**{**fields, "answers": answers})


def _answer(case: str, found: Sequence[Any]) -> Outcome:
    if len(found) == 1:
        return Outcome(case=case, status=found[0])
    status, form, numbers, breaches = found
    noticed = tuple(Breach(*breach) for breach in breaches)
    return Outcome(case=case, status=status, answer=Answer(form, numbers), breaches=noticed)
