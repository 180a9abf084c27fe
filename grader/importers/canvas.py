"""Canvas, "Download Submissions": one flat folder of files with the student in their names.

{sortable name}[_LATE]_{user id}_{attachment id}_{file}       anonymous: [LATE_]anon_{id}_...
attachments are numbered as they come in, in the whole of Canvas; a resubmission adds -1, -2 ... to
the file's name; typed text is ..._text.html

After lib/content_zipper.rb of instructure/canvas-lms at commit a72b23a8, which writes it.
"""

import re
from collections import defaultdict

from ..model import Person
from ..submission.hand_in import HandIn
from ..submission.tree import Entry, Tree

NAME = "canvas"
ORDER = 20
ABOUT = "Canvas, Download Submissions"
OWN = ()

_NAMED = re.compile(r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<user>\d+)_(?P<id>\d+)_(?P<file>[^/]+)")
_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<user>\d+)_(?:(?P<id>\d+)_)?(?P<file>[^/]+)")
_TYPED = re.compile(r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>(?:text|link)\.html)")
_AGAIN = re.compile(r"-(\d{1,3})(?=(\.[^.]*)?$)")


def _match(path: str) -> re.Match[str] | None:
    return _ANONYMOUS.fullmatch(path) or _NAMED.fullmatch(path) or _TYPED.fullmatch(path)


def fits(tree: Tree) -> set[str]:
    """The files at the top that are named so."""
    return {path for path in tree.files if _match(path)}


def read(tree: Tree) -> list[HandIn]:
    """One per student: Canvas packs the last attempt only, of one or more files."""
    found: dict[str, list[tuple[re.Match[str], Entry]]] = defaultdict(list)
    for path, entry in tree.files.items():
        match = _match(path)
        if match:
            found[match["user"]].append((match, entry))
    return [_handed(user, matches) for user, matches in sorted(found.items())]


def _handed(user: str, matches: list[tuple[re.Match[str], Entry]]) -> HandIn:
    files: dict[str, Entry] = {}
    newest: dict[str, int] = {}
    older: list[tuple[str, str]] = []
    for match, entry in matches:
        again = _AGAIN.search(match["file"])
        attempt = int(again[1]) if again else 0
        name = _AGAIN.sub("", match["file"]) if again else match["file"]
        if attempt >= newest.get(name, 0):
            if name in files:
                older.append((files[name].path, entry.path))
            newest[name], files[name] = attempt, entry
        else:
            older.append((entry.path, files[name].path))
    named = matches[0][0].groupdict().get("name") or ""
    return HandIn(
        people=(Person(key=user, name=named),),
        files=files,
        attempt=max(newest.values(), default=0),
        late=any(match["late"] for match, _ in matches),
        marks={"canvas_user": user, "canvas_file": matches[0][1].path},
        source=matches[0][1].path,
        order=max(int(match.groupdict().get("id") or 0) for match, _ in matches),
        older=tuple(older),
    )
