"""From a download to the list of what will be graded: who, which files, and what was left out."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from ..digests import framed_digest
from ..errors import SubmissionError
from ..model import Policy, RosterEntry, SubmissionRecord
from ..submission.definitions import Wanted
from ..submission.hand_in import HandIn
from ..submission.pick import pick, unpacked
from ..submission.tree import Skipped, open_tree
from .counting import Superseded, counting_by_time, listed_time
from .identity import Identities
from .recognise import left_out, recognised, unwrapping
from .roster import Roster

__all__ = ["Intake", "read_intake"]


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """The list that is shown before grading; `files` are those that are run, by id.

    `elsewhere` are submissions that another shard of the batch grades.
    """

    format: str
    submissions: tuple[SubmissionRecord, ...]
    files: dict[str, dict[str, bytes]]
    skipped: tuple[Skipped, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    missing: tuple[RosterEntry, ...] = ()
    remarks: tuple[str, ...] = ()
    elsewhere: tuple[SubmissionRecord, ...] = ()


def read_intake(
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
    kept, superseded = counting_by_time(handed, roster, policy)
    identities = identities or Identities()
    taken = []
    for one in kept:
        several = f"#{one.source}" if policy.counts == "best" else ""
        key = f"{importer.NAME}:{one.key}{several}"
        time = one.handed_in or listed_time(one, roster, policy)
        taken.append(_taken(one, wanted, key, identities.of(key, one), time))
    if not taken:
        raise SubmissionError(f"{path}: holds nothing that is a submission")
    superseded += [
        Superseded(older, newer, "the newer of two files of one name counts")
        for one in handed
        for older, newer in one.older
    ]
    return Intake(
        format=importer.NAME,
        submissions=tuple(record for record, _ in taken),
        files={record.id: files for record, files in taken},
        skipped=(*tree.skipped, *left_out(tree, handed, importer)),
        superseded=tuple(superseded),
        missing=tuple(roster.missing([person for record, _ in taken for person in record.people])),
        remarks=tuple(unwrapping(whole, tree, importer)),
    )


def _taken(
    handed: HandIn, wanted: Wanted, key: str, id_: str, handed_in: str | None
) -> tuple[SubmissionRecord, dict[str, bytes]]:
    """A submission with the files of it that are run; without, the record says why."""
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
    record = SubmissionRecord(
        id=id_,
        key=key,
        people=handed.people,
        content=_content(problem, inside, picked),
        problem=problem,
        remarks=tuple(notes[:50]),
        attempt=handed.attempt,
        late=handed.late,
        handed_in=handed_in,
        marks=handed.marks,
        source=handed.source,
        inside=inside,
        chosen=chosen,
    )
    return record, picked


def _content(problem: str, inside: str, files: Mapping[str, bytes]) -> str:
    """A hash of what will be run."""
    # Gradebooks hold it: with another form of it, all that was graded would be graded again.
    parts = [(f"\0{path}", data) for path, data in sorted(files.items())]
    return framed_digest(parts, start=f"{problem}\0{inside}")
