"""Backpropagation by hand: the network of the lecture.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np

# Replace every None by the number that you computed by hand.
ANSWERS = {
    "L": None,
    "o": None,
    "dL/do": None,
    "dL/dw1": None,
    "dL/dw2": None,
    "dL/dw3": None,
    "dL/dw4": None,
    "dL/dw5": None,
    "dL/dw6": None,
    "dL/dw7": None,
    "dL/dw8": None,
    "dL/dw9": None,
    "dL/dh1": None,
    "dL/dh2": None,
    "dL/dh3": None,
    "dL/di1": None,
    "dL/di2": None,
    "dL/di3": None,
    "dL/dx1": None,
    "dL/dx2": None,
}


def forward(x, w):
    """The values {"i1", "i2", "i3", "h1", "h2", "h3", "o"} for x (2,) and w (9,)."""
    raise NotImplementedError


def backward(x, w, gold):
    """The 18 derivatives {"dL/do", "dL/dw1", ..., "dL/dx2"} of L = (o - gold)^2."""
    raise NotImplementedError
