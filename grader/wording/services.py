"""What a service shows of a submission that it has graded, or that was graded for it."""

__all__ = [
    "ALL_RIGHT", "NOT_SEALED", "OUR_FAULT", "PAGE_ATTACHED", "SCORE", "TITLE",
]  # fmt: skip

TITLE = "{assignment}: {score} of {maximum} points"
SCORE = "{score} of {maximum} points."
ALL_RIGHT = "Everything is right."
NOT_SEALED = (
    "Graded at level `limits`: the submission was not kept from the files and the network of the "
    "machine that graded it."
)
OUR_FAULT = (
    "Your submission could not be graded, by our fault and not by yours. It costs you nothing: "
    "your teachers can have it graded again; the log says why."
)
PAGE_ATTACHED = "The page with all details is attached; download it, and open it in a browser."
