"""An answer taken apart into tensors, each beside the expected one, and how far each is off."""

from .distance import Distance, first_step, measure, norm
from .pairing import Leaf, Misfit, match

__all__ = ["Distance", "Leaf", "Misfit", "first_step", "match", "measure", "norm"]
