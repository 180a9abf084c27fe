"""An answer as a submission's process sent it, read when somebody looks at it."""

from functools import cached_property
from typing import Any

from ..runner.decoder import decode_apart

__all__ = ["Answer"]

#: Forms that were read once, with the number of bytes that their numbers take; so many at most.
_known: dict[bytes, int] = {}
MOST_KNOWN = 20_000
#: A longer form is read each time.
LONGEST_KNOWN = 4096


class Answer:
    """The form of a value and its float64 numbers.  Raises CodecError when they fit no value.

    What has a form that was met before is not read again to be sure of that.
    """

    def __init__(self, form: bytes, numbers: bytes) -> None:
        self.form, self.numbers = form, numbers
        if _known.get(form) != len(numbers):
            self.value  # noqa: B018  # which raises
            if len(form) <= LONGEST_KNOWN:
                if len(_known) >= MOST_KNOWN:
                    _known.clear()
                _known[form] = len(numbers)

    @cached_property
    def value(self) -> Any:
        """The value that it stands for."""
        return decode_apart(self.form, self.numbers)
