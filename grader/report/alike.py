"""The page of submissions that are alike: clusters, and two beside each other."""

import msgspec

from .render import render

__all__ = ["AlikeView", "ClusterView", "PairView", "alike_page"]


class PairView(msgspec.Struct, frozen=True):
    """Two texts as lines: (number, text, whether it is shared)."""

    a: str
    b: str
    percent: int
    shared: int
    left: tuple[tuple[int, str, bool], ...]
    right: tuple[tuple[int, str, bool], ...]


class ClusterView(msgspec.Struct, frozen=True):
    """Who hangs together, with the pairs that are shown."""

    members: tuple[tuple[str, str], ...]
    pairs: tuple[PairView, ...]
    more: int


class AlikeView(msgspec.Struct, frozen=True):
    """The whole page."""

    title: str
    count: int
    clusters: tuple[ClusterView, ...]


def alike_page(view: AlikeView) -> str:
    """The page as HTML; code is text in it."""
    return render("grader.report", "alike.html", view=view)
