"""From a download to the list of what will be graded: who, which files, and what was left out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..digests import framed_digest
from ..errors import SubmissionError
from ..policy import Policy, when
from ..submission.definitions import Wanted
from ..submission.handed import Handed, Student
from ..submission.pick import pick, unpacked
from ..submission.tree import Skipped, open_tree
from .identity import Identities
from .recognise import left_out, recognised, unwrapping
from .roster import Person, Roster

__all__ = ["Intake", "Item", "Superseded", "take_in"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A submission that will be graded; `problem` is why there is nothing to run.

    `key` is what the format tells people apart by, to which the `id` belongs; `inside` and `chosen`
    are the folder and the path that the graded module had in what was handed in.
    """

    id: str
    key: str
    students: tuple[Student, ...]
    files: dict[str, bytes]
    inside: str = ""
    chosen: str = ""
    problem: str = ""
    remarks: tuple[str, ...] = ()
    attempt: int = 0
    late: bool | None = None
    when: str | None = None
    marks: dict[str, str] = {}
    source: str = ""

    @property
    def name(self) -> str:
        """The people's names, or what they are known by."""
        return ", ".join(student.name or student.key for student in self.students)

    @property
    def content(self) -> str:
        """A hash of what will be run."""
        # Gradebooks hold it: with another form of it, all that was graded would be graded again.
        parts = [(f"\0{path}", data) for path, data in sorted(self.files.items())]
        return framed_digest(parts, start=f"{self.problem}\0{self.inside}")


class Superseded(msgspec.Struct, frozen=True):
    """What does not count, what counts instead, and by which rule."""

    source: str
    instead: str
    why: str


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """The list that is shown before grading."""

    format: str
    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    missing: tuple[Person, ...] = ()
    remarks: tuple[str, ...] = ()


def take_in(
    path: Path,
    wanted: Wanted | str,
    format_name: str | None = None,
    roster: Roster | None = None,
    policy: Policy | None = None,
    identities: Identities | None = None,
) -> Intake:
    """Reads everything at `path`.

    Raises SubmissionError when nothing can be read, and ConfigurationError for an unknown format,
    or where it is not clear which format it is.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    roster, policy = roster or Roster(), policy or Policy()
    whole = open_tree(path)
    tree, importer = recognised(whole, path, wanted.place.removesuffix(".py"), format_name)
    handed = importer.read(tree)
    kept, superseded = _counting(handed, roster, policy)
    identities = identities or Identities()
    items = [_item(one, wanted, importer.NAME, identities, roster, policy) for one in kept]
    if not items:
        raise SubmissionError(f"{path}: holds nothing that is a submission")
    superseded += [
        Superseded(older, newer, "the newer of two files of one name counts")
        for one in handed
        for older, newer in one.older
    ]
    return Intake(
        format=importer.NAME,
        items=tuple(items),
        skipped=(*tree.skipped, *left_out(tree, handed, importer)),
        superseded=tuple(superseded),
        missing=tuple(roster.missing([s for item in items for s in item.students])),
        remarks=tuple(unwrapping(whole, tree, importer)),
    )


def _counting(
    handed: Sequence[Handed], roster: Roster, policy: Policy
) -> tuple[list[Handed], list[Superseded]]:
    """Of several by the same people, or of one group, the one that counts; all, where best does."""
    kept: list[Handed] = []
    superseded: list[Superseded] = []
    for group in _together(handed, roster):
        if len(group) == 1 or policy.counts == "best":
            kept += group
            continue
        group.sort(key=lambda one: _order(one, roster, policy))
        chosen, next_to = (group[0], group[1]) if policy.counts == "first" else group[-1:-3:-1]
        why = f"the {policy.counts} one of a group, or of one person, counts"
        if _order(chosen, roster, policy)[:-1] == _order(next_to, roster, policy)[:-1]:
            why += "; nothing says which that is, so their names decide: look at them"
        kept.append(chosen)
        others = [one for one in group if one is not chosen]
        superseded += [Superseded(one.source, chosen.source, why) for one in others]
    return kept, superseded


def _order(handed: Handed, roster: Roster, policy: Policy) -> tuple[datetime, bool, int, int, str]:
    text = handed.when or _listed(handed, roster, policy)
    time = when(text, policy.zone) or datetime.min.replace(tzinfo=UTC)
    return time, bool(handed.late), handed.order, handed.attempt, handed.source


def _together(handed: Sequence[Handed], roster: Roster) -> list[list[Handed]]:
    """The submissions of the same people, or of members of one group, in the order they came."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    firsts = []
    for one in handed:
        names = [f"key {student.key}" for student in one.students]
        names += [roster.whose(student) for student in one.students]
        for name in names[1:]:
            above[root(name)] = root(names[0])
        firsts.append(names[0])
    groups: dict[str, list[Handed]] = {}
    for one, name in zip(handed, firsts, strict=True):
        groups.setdefault(root(name), []).append(one)
    return list(groups.values())


def _item(
    handed: Handed,
    wanted: Wanted,
    format_name: str,
    identities: Identities,
    roster: Roster,
    policy: Policy,
) -> Item:
    files, notes = unpacked(handed.files)
    problem = chosen = inside = ""
    picked: dict[str, bytes] = {}
    try:
        found = pick(files, wanted)
        picked, inside, chosen = found.files, found.inside, found.chosen
        notes += found.remarks
    except SubmissionError as error:
        problem = str(error)
        if notes:
            problem += f" ({'; '.join(notes[:3])})"
    several = f"#{handed.source}" if policy.counts == "best" else ""
    key = f"{format_name}:{handed.key}{several}"
    return Item(
        id=identities.of(key, handed),
        key=key,
        students=handed.students,
        files=picked,
        inside=inside,
        chosen=chosen,
        problem=problem,
        remarks=tuple(notes[:50]),
        attempt=handed.attempt,
        late=handed.late,
        when=handed.when or _listed(handed, roster, policy),
        marks=handed.marks,
        source=handed.source,
    )


def _listed(handed: Handed, roster: Roster, policy: Policy) -> str | None:
    """When the class list says that it was handed in, the latest of its people."""
    people = [roster.find(student) for student in handed.students]
    times = [p.submitted for p in people if p is not None and when(p.submitted) is not None]
    return max(times, key=lambda t: when(t, policy.zone) or datetime.min, default=None)
