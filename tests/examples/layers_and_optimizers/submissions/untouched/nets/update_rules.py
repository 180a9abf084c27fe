"""Update rules: the next weights from the weights, their gradient, and a dictionary.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def sgd(w, dw, config=None):
    """(next_w, config): a step against the gradient."""
    raise NotImplementedError


def momentum(w, dw, config=None):
    """(next_w, config): a step with the speed that earlier steps have built up."""
    raise NotImplementedError


def rmsprop(w, dw, config=None):
    """(next_w, config): each weight's step is divided by the usual size of its gradient."""
    raise NotImplementedError


def adam(w, dw, config=None):
    """(next_w, config): both of these, corrected for a start at zero."""
    raise NotImplementedError
