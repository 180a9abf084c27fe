"""A folder of git clones, one per student or team: the work tree counts, the last commit's time.

The time is read from .git/logs/HEAD, of which nothing is run; without it, there is none.
"""

import re
from datetime import UTC, datetime

from ..errors import SubmissionError
from ..submission.handed import Handed, Student
from ..submission.tree import Entry, Tree

NAME = "git"
ORDER = 40
ABOUT = "a folder of git clones"

_STAMP = re.compile(rb"> (\d{1,12}) [+-]\d{4}\t")


def recognise(tree: Tree) -> bool:
    """Whether most of the folders are clones."""
    tops = [top for top in tree.top() if top not in tree.files]
    return bool(tops) and 2 * sum(f"{t}/.git/HEAD" in tree.files for t in tops) > len(tops)


def read(tree: Tree) -> list[Handed]:
    """One per folder."""
    return [
        Handed(
            students=(Student(key=folder, name=folder),),
            files={path: entry for path, entry in files.items() if not path.startswith(".git/")},
            when=_time(files.get(".git/logs/HEAD")),
            source=folder,
        )
        for folder, files in sorted(tree.inside().items())
    ]


def _time(log: Entry | None) -> str | None:
    try:
        stamps = _STAMP.findall(log.read()) if log else []
        return datetime.fromtimestamp(int(stamps[-1]), UTC).isoformat() if stamps else None
    except (SubmissionError, OverflowError, OSError, ValueError):
        return None
