"""Kinds of files: what is no name, what is noise, what cannot be graded and what to do about it."""

import re

__all__ = ["MAX_PARTS", "bad_name", "is_noise", "why_not"]

#: Of a path: folders in folders, and characters.
MAX_PARTS = 24
MAX_NAME = 1000

#: What operating systems, editors and sync programs leave beside people's files.
_NOISE = re.compile(
    r"(\._.*|\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|~\$.*|\.~lock\..*#"
    r"|\.apdisk|\.localized|\.directory|\.gitkeep|\.sync\.ffs_db|\.dropbox|\.nfs.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOISE_FOLDERS = frozenset(
    {"__macosx", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems", "$recycle.bin",
     "system volume information", ".appledouble", "@eadir"}
)  # fmt: skip
_PACKED = (".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".lz", ".cab", ".iso")
_RENAMED = re.compile(r"\.(py|ipynb)\.(txt|json|doc|docx|bak|html|download)$", re.IGNORECASE)


def is_noise(path: str) -> bool:
    """Whether a file is none of anybody's: .DS_Store, __MACOSX, Thumbs.db and the like."""
    *folders, name = path.split("/")
    return any(f.lower() in _NOISE_FOLDERS for f in folders) or bool(_NOISE.fullmatch(name))


def why_not(path: str) -> str:
    """Why a file is not graded, and what to do; empty for code and archives that can be opened."""
    lower = path.lower()
    if lower.endswith((".py", ".ipynb", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")):
        return ""
    renamed = _RENAMED.search(path)
    if renamed:
        return f"looks like a .{renamed[1]} with .{renamed[2]} behind it: rename it"
    if lower.endswith(_PACKED):
        return "is an archive that is not opened here: unpack it, or make it a .zip"
    return "is no .py, .ipynb, .zip or .tar"


def bad_name(path: str) -> str:
    """Why a path is none of ours; empty if it is."""
    parts = path.removeprefix("./").split("/")
    if path.startswith("/") or (len(path) > 1 and path[1] == ":"):
        return "an absolute path"
    if ".." in parts:
        return "a path that leaves the archive"
    if "\0" in path or not path or "" in parts:
        return "no file name"
    if len(parts) > MAX_PARTS or len(path) > MAX_NAME:
        return "too deep or too long a path"
    return ""
