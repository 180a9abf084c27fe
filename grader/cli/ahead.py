"""What was started before the command line was read: a grading process, or a zygote."""

from ..sandbox.backend import Backend
from ..sandbox.saved_level import open_saved

__all__ = ["start", "take"]

_backends: list[Backend] = []


def start() -> None:
    """Starts one, at the best level that this machine is known to offer."""
    backend = open_saved()
    if backend is not None:
        _backends.append(backend)


def take() -> Backend | None:
    """The backend, once; it ends by itself when we exit without using it."""
    return _backends.pop() if _backends else None
