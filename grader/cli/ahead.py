"""What was started before the command line was read: a grading process, or a zygote."""

from ..errors import SandboxError
from ..sandbox.backend import Backend, open_backend
from ..sandbox.saved_level import save_level, saved_level

__all__ = ["start", "take"]

_backends: list[Backend] = []


def start() -> None:
    """Starts one, at the best level that this machine is known to offer."""
    level = saved_level() or "limits"
    try:
        backend = open_backend(level)
        backend.prepare()
    except SandboxError:
        save_level(None)  # it was offered once, and is not any more
        return
    _backends.append(backend)


def take() -> Backend | None:
    """The backend, once; it ends by itself when we exit without using it."""
    return _backends.pop() if _backends else None
