"""Kinds of files: what is noise, what cannot be graded and what to do about it."""

import re

__all__ = ["is_noise", "why_not"]

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
