"""Moodle, "Download all submissions": a folder per participant, or flat file names.

    {Full Name}_{id}_assignsubmission_file[_]/...      flat: ..._assignsubmission_file_{name}
blind marking: Participant_{id}_...      teams: {group}_{id}_...      typed text: onlinetext

After mod/assign/classes/downloader.php of moodle/moodle at commit da545523, which writes it.
"""

import re
from collections import defaultdict

from ..model import Person
from ..submission.hand_in import HandIn
from ..submission.tree import Entry, Tree

NAME = "moodle"
ORDER = 30
ABOUT = "Moodle, Download all submissions (folders or flat, blind, teams)"
OWN = ()

_PATH = re.compile(
    r"(?P<name>[^/]*?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)"
    r"(?:_?/(?P<inside>.+)|_(?P<flat>[^/]+)|(?P<bare>\.html))"
)


def fits(tree: Tree) -> set[str]:
    """The folders, or flat files, that are named so."""
    return {path.partition("/")[0] for path in tree.files if _PATH.fullmatch(path)}


def read(tree: Tree) -> list[HandIn]:
    """One per participant or team."""
    found: dict[str, list[tuple[re.Match[str], Entry]]] = defaultdict(list)
    for path, entry in tree.files.items():
        match = _PATH.fullmatch(path)
        if match:
            found[match["id"]].append((match, entry))
    return [_handed(id_, matches) for id_, matches in sorted(found.items())]


def _handed(participant: str, matches: list[tuple[re.Match[str], Entry]]) -> HandIn:
    files = {
        match["inside"] or match["flat"] or "onlinetext.html": entry for match, entry in matches
    }
    folder = matches[0][0].string.partition("/")[0]
    name = matches[0][0]["name"]
    blind = name == "Participant"
    return HandIn(
        people=(Person(key=participant, name="" if blind else name),),
        files=files,
        marks={"moodle_participant": participant, "moodle_folder": folder},
        source=folder,
    )
