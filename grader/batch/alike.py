"""Which submissions are alike beyond the template: winnowing (Schleimer, Wilkerson, Aiken 2003).

Code is reduced to its tokens without comments, layout, strings' contents and the names that a
student chooses; what numpy calls its functions stays.  Every K tokens in a row give a hash, of each
WINDOW hashes in a row the smallest is kept: copied passages of K + WINDOW - 1 tokens share one for
sure, wherever they stand and in whatever order.  What the template has, and what much of the class
writes anyway, does not count.

Nothing is parsed and nothing run: tokens come from Python's own tokenizer, which is a loop.
"""

import contextlib
import io
import keyword
import tokenize
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec
import numpy as np

from ..runner.cells import code_cells

__all__ = ["Cluster", "Pair", "Prints", "clusters", "compare", "fingerprints"]

K = 10
WINDOW = 6
#: Of a submission's code; more than anybody writes.
MAX_BYTES = 400_000
#: A fingerprint that more of the class has says nothing of two.
COMMON_SHARE, COMMON_LEAST = 0.04, 8
#: So many fingerprints must be shared, and so large a share of the smaller one's.
LEAST, SHARE = 12, 0.5


class Prints(msgspec.Struct, frozen=True):
    """Fingerprints of a submission: hash -> the line it starts at; and a hash of all its tokens."""

    lines: dict[int, int]
    whole: int


class Pair(msgspec.Struct, frozen=True):
    """Two that are alike: the share of the smaller one's fingerprints, and which lines."""

    a: str
    b: str
    share: float
    shared: int
    lines_a: tuple[int, ...] = ()
    lines_b: tuple[int, ...] = ()


class Cluster(msgspec.Struct, frozen=True):
    """Submissions that hang together by pairs, the most alike first."""

    members: tuple[str, ...]
    pairs: tuple[Pair, ...]


def text_of(files: Mapping[str, bytes]) -> str:
    """A submission's code, one file after the other; of a notebook its code cells."""
    parts = []
    for path, data in sorted(files.items()):
        text = data[:MAX_BYTES].decode("utf-8", "replace")
        parts.append(_cells(data, path) if path.endswith(".ipynb") else text)
    return "\n".join(parts)[:MAX_BYTES]


def _cells(data: bytes, file: str) -> str:
    with contextlib.suppress(ValueError):
        return "\n".join(text for _, text in code_cells(data, file))
    return ""


def fingerprints(text: str) -> Prints:
    """The fingerprints of a piece of code."""
    tokens, lines = _tokens(text)
    if len(tokens) < K:
        return Prints({}, 0)
    base = np.array([zlib.crc32(t.encode()) for t in tokens], dtype=np.uint64)
    count = len(base) - K + 1
    hashes = np.zeros(count, np.uint64)
    for i in range(K):  # a polynomial modulo 2^64
        hashes = hashes * np.uint64(1_000_003) + base[i : i + count]
    hashes ^= hashes >> np.uint64(29)
    width = min(WINDOW, count)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    chosen = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
    found = {int(hashes[i]): lines[i] for i in chosen}
    return Prints(found, zlib.crc32(" ".join(sorted(tokens)).encode()))


def _tokens(text: str) -> tuple[list[str], list[int]]:
    tokens: list[str] = []
    lines: list[int] = []
    after_dot = False
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            word = _word(token, after_dot)
            after_dot = token.string == "."
            if word:
                tokens.append(word)
                lines.append(token.start[0])
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # what came before it is enough
    return tokens, lines


def _word(token: tokenize.TokenInfo, after_dot: bool) -> str:
    if token.type == tokenize.NAME:
        own = not after_dot and not keyword.iskeyword(token.string)
        return "v" if own else token.string
    if token.type == tokenize.NUMBER:
        return token.string
    if token.type == tokenize.STRING:
        return "s"
    return token.string if token.type == tokenize.OP else ""


def compare(class_: Mapping[str, Prints], template: Prints) -> list[Pair]:
    """The pairs that are alike, the most alike first."""
    own = {name: prints.lines.keys() - template.lines.keys() for name, prints in class_.items()}
    distinct = {class_[name].whole: name for name in sorted(class_)}  # a copy says nothing new
    spread = Counter(h for name in distinct.values() for h in own[name])
    limit = max(COMMON_LEAST, COMMON_SHARE * len(distinct))
    rare = {name: {h for h in hashes if spread[h] <= limit} for name, hashes in own.items()}
    who: dict[int, list[str]] = defaultdict(list)
    for name in sorted(rare):
        for h in rare[name]:
            who[h].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in who.values():
        shared.update(combinations(names, 2))
    found = []
    for (a, b), count in shared.items():
        share = count / (min(len(rare[a]), len(rare[b])) or 1)
        if count >= LEAST and share >= SHARE:
            common = rare[a] & rare[b]
            lines = _lines(class_[a], common), _lines(class_[b], common)
            found.append(Pair(a, b, round(share, 3), count, *lines))
    return sorted(found, key=lambda pair: (-pair.share, -pair.shared, pair.a, pair.b))


def _lines(prints: Prints, common: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({prints.lines[h] for h in common}))


def clusters(pairs: Sequence[Pair]) -> list[Cluster]:
    """Those that hang together, the largest first."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for pair in pairs:
        leader[find(pair.b)] = find(pair.a)
    members: dict[str, set[str]] = defaultdict(set)
    own: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        first = find(pair.a)
        members[first] |= {pair.a, pair.b}
        own[first].append(pair)
    found = [Cluster(tuple(sorted(members[first])), tuple(own[first])) for first in own]
    return sorted(found, key=lambda c: (-len(c.members), -c.pairs[0].share, c.members))
