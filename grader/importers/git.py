"""A folder of git clones, one per student or team: the work tree counts, the last commit's time.

The time is that of the commit which HEAD names, as its author's machine had it; the time of the
clone tells when staff fetched it.  A loose object is read here; a packed one is asked of git, in a
folder of our own: nothing of the clone's configuration is read, nothing of it is run.
"""

import re
import shutil
import subprocess
import tempfile
import threading
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..errors import SubmissionError
from ..model import Person
from ..submission.hand_in import HandIn
from ..submission.tree import Entry, Tree

NAME = "git"
ORDER = 40
ABOUT = "a folder of git clones"
OWN = ()

_STAMP = re.compile(rb"^committer [^\n]*> (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
MAX_COMMIT = 2**20
#: Of git itself, when it reads packs that somebody handed in, and of those packs together.
GIT_SECONDS, GIT_MEMORY, MAX_PACKS = 20.0, 2**30, 128 * 2**20


def fits(tree: Tree) -> set[str]:
    """The folders that are clones."""
    return {top for top in tree.top() if f"{top}/.git/HEAD" in tree.files}


def read(tree: Tree) -> list[HandIn]:
    """One per folder; one that is no clone is somebody's, too, and has no time."""
    return [
        HandIn(
            people=(Person(key=folder, name=folder),),
            files={path: entry for path, entry in files.items() if not path.startswith(".git/")},
            handed_in=_time({p[5:]: e for p, e in files.items() if p.startswith(".git/")}),
            source=folder,
        )
        for folder, files in sorted(tree.inside().items())
    ]


def _time(git: Mapping[str, Entry]) -> str | None:
    """The time of the commit that is checked out; None where it cannot be found."""
    try:
        commit = _head(git)
        text = (_loose(git, commit) or _packed(git, commit)) if commit else b""
        stamp = _STAMP.search(text.partition(b"\n\n")[0])
        return datetime.fromtimestamp(int(stamp[1]), UTC).isoformat() if stamp else None
    except (SubmissionError, OverflowError, OSError, ValueError, zlib.error):
        return None


def _head(git: Mapping[str, Entry]) -> str | None:
    """The commit that HEAD names, by itself or through its branch."""
    head = _text(git, "HEAD")
    for _ in range(5):
        if not head.startswith("ref:"):
            break
        name = head.removeprefix("ref:").strip()
        head = _text(git, name) or _packed_ref(git, name)
    return head if _HASH.fullmatch(head) else None


def _text(git: Mapping[str, Entry], path: str) -> str:
    return git[path].read().decode("utf-8", "replace").strip() if path in git else ""


def _packed_ref(git: Mapping[str, Entry], name: str) -> str:
    pairs = (line.split() for line in _text(git, "packed-refs").splitlines())
    return next((pair[0] for pair in pairs if len(pair) == 2 and pair[1] == name), "")


def _loose(git: Mapping[str, Entry], commit: str) -> bytes:
    entry = git.get(f"objects/{commit[:2]}/{commit[2:]}")
    if entry is None:
        return b""
    text = zlib.decompressobj().decompress(entry.read(), MAX_COMMIT)
    return text.partition(b"\0")[2] if text.startswith(b"commit ") else b""


def _packed(git: Mapping[str, Entry], commit: str) -> bytes:
    """The commit out of the packs, which git itself reads; nothing where it is not installed."""
    program = shutil.which("git")
    packs = [path for path in git if re.fullmatch(r"objects/pack/pack-\w+\.(pack|idx)", path)]
    if program is None or not packs:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        (own / "objects/pack").mkdir(parents=True)
        (own / "refs").mkdir()
        (own / "HEAD").write_text("ref: refs/heads/none\n")
        extra = "" if len(commit) == 40 else "[extensions]\n\tobjectformat = sha256\n"
        version = "0" if len(commit) == 40 else "1"
        (own / "config").write_text(f"[core]\n\trepositoryformatversion = {version}\n{extra}")
        left = MAX_PACKS
        for path in packs:
            data = git[path].read()
            left -= len(data)
            if left < 0:
                return b""
            (own / path).write_bytes(data)
        return _asked(program, folder, commit)


def _asked(program: str, folder: str, commit: str) -> bytes:
    """A commit's text as git has it; bounded, whatever a pack claims to hold."""
    environment = {"GIT_CONFIG_NOSYSTEM": "1", "HOME": folder, "GIT_DIR": folder}
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(
        [program, "cat-file", "commit", commit], env=environment, cwd=folder,
        stdin=nowhere, stdout=subprocess.PIPE, stderr=nowhere, preexec_fn=_little_memory,
    ) as process:  # fmt: skip
        clock = threading.Timer(GIT_SECONDS, process.kill)
        clock.start()
        try:
            assert process.stdout is not None
            return process.stdout.read(MAX_COMMIT)
        finally:
            clock.cancel()
            process.kill()


def _little_memory() -> None:
    import resource  # batch runs where it is; the list of formats is read everywhere

    resource.setrlimit(resource.RLIMIT_AS, (GIT_MEMORY, GIT_MEMORY))
