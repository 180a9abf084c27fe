"""What staff are told while a batch is graded; in English only."""

__all__ = ["searching"]


def searching(count: int) -> str:
    """That places are looked for, in so many submissions."""
    submissions = "submission" if count == 1 else "submissions"
    return (
        f"everything is graded; looking for the line of what nothing explains, in {count} "
        f"{submissions} (Ctrl-C ends that and keeps everything; --no-place leaves it out)"
    )
