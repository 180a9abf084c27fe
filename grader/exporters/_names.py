"""Names as they are compared: what a system may have changed in them does not count."""

import unicodedata
from collections.abc import Iterator

__all__ = ["fold", "same_words", "split_group_name", "variants"]

#: What Moodle strips from the names of files, and the apostrophes that keyboards put in names.
_DROPPED = dict.fromkeys(map(ord, "&<>\"`|':\\/’‘ʼ´＇′"))
_DROPPED[ord("_")] = ord(" ")  # a space in a file's name


def fold(name: str) -> str:
    """Without case, apostrophes, and what Moodle leaves out of file names; single spaces."""
    plain = unicodedata.normalize("NFKC", name.translate(_DROPPED))
    plain = unicodedata.normalize("NFKC", plain.casefold())
    return " ".join(plain.translate(_DROPPED).split())


def variants(name: str) -> set[str]:
    """The name as it stands, and `Lovelace, Ada` as `Ada Lovelace` too."""
    last, comma, first = name.partition(",")
    found = (
        {fold(name), fold(f"{first} {last}"), fold(f"{last} {first}")} if comma else {fold(name)}
    )
    return found - {""}


def same_words(one: str, other: str) -> bool:
    """Whether two names have a word in common, or one of them is not known."""
    first, second = (set(fold(name.replace(",", " ")).split()) for name in (one, other))
    return not first or not second or bool(first & second)


def split_group_name(name: str) -> Iterator[tuple[str, str]]:
    """What may be group and name in `Group A-Ada Lovelace`, as Moodle calls a team's folder."""
    at = name.find("-")
    while at >= 0:
        group, rest = fold(name[:at]), fold(name[at + 1 :])
        if group and rest:
            yield group, rest
        at = name.find("-", at + 1)
