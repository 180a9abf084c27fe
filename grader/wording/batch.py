"""What staff are told while a batch is graded."""

__all__ = ["searching"]

SEARCHING = (
    "everything is graded; looking for the line of what nothing explains, in {count} submission{s} "
    "(Ctrl-C ends that and keeps everything; --no-place leaves it out)"
)


def searching(count: int) -> str:
    """That places are looked for, in so many submissions."""
    return SEARCHING.format(count=count, s="" if count == 1 else "s")
