"""The network of the slides "Backpropagation Example": two inputs, three ReLU units, one output.

i1 = w1 x1 + w2 x2    h = relu(i)    o = w7 h1 + w8 h2 + w9 h3    L = (o - gold)^2
i2 = w3 x1 + w4 x2
i3 = w5 x1 + w6 x2                   no biases
"""

import numpy as np

__all__ = ["ANSWERS", "backward", "forward"]


def forward(x: np.ndarray, w: np.ndarray) -> dict[str, float]:
    """The values i1, i2, i3, h1, h2, h3, o for x (2,) and w (9,) = w1 ... w9."""
    x1, x2 = x
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = w
    i1 = w1 * x1 + w2 * x2
    i2 = w3 * x1 + w4 * x2
    i3 = w5 * x1 + w6 * x2
    h1, h2, h3 = max(i1, 0), max(i2, 0), max(i3, 0)
    o = w7 * h1 + w8 * h2 + w9 * h3
    return {"i1": i1, "i2": i2, "i3": i3, "h1": h1, "h2": h2, "h3": h3, "o": o}


def backward(x: np.ndarray, w: np.ndarray, gold: float) -> dict[str, float]:
    """All partial derivatives of L = (o - gold)^2: the 18 keys "dL/..." of the slides.

    Each is one line of the slides: the derivative of the node after it times a local derivative;
    x1 and x2 feed three nodes each, and their contributions are summed.
    """
    x1, x2 = x
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = w
    u = forward(x, w)
    do = 2 * (u["o"] - gold)
    dw7, dw8, dw9 = do * u["h1"], do * u["h2"], do * u["h3"]
    dh1, dh2, dh3 = do * w7, do * w8, do * w9
    di1 = dh1 * (u["i1"] > 0)
    di2 = dh2 * (u["i2"] > 0)
    di3 = dh3 * (u["i3"] > 0)
    dw1, dw2 = di1 * x1, di1 * x2
    dw3, dw4 = di2 * x1, di2 * x2
    dw5, dw6 = di3 * x1, di3 * x2
    dx1 = di1 * w1 + di2 * w3 + di3 * w5
    dx2 = di1 * w2 + di2 * w4 + di3 * w6
    return {
        "dL/do": do,
        "dL/dw1": dw1, "dL/dw2": dw2, "dL/dw3": dw3,
        "dL/dw4": dw4, "dL/dw5": dw5, "dL/dw6": dw6,
        "dL/dw7": dw7, "dL/dw8": dw8, "dL/dw9": dw9,
        "dL/dh1": dh1, "dL/dh2": dh2, "dL/dh3": dh3,
        "dL/di1": di1, "dL/di2": di2, "dL/di3": di3,
        "dL/dx1": dx1, "dL/dx2": dx2,
    }  # fmt: skip


def answers() -> dict[str, float]:
    """The 20 values of the slides: x = 1, 2; w = 2, 1, 1, -2, 1, 2, -1, 3, 2; gold = 3."""
    x, w, gold = np.array([1, 2]), np.array([2, 1, 1, -2, 1, 2, -1, 3, 2]), 3
    o = forward(x, w)["o"]
    values = {"L": (o - gold) ** 2, "o": o, **backward(x, w, gold)}
    return {key: float(value) for key, value in values.items()}


ANSWERS = answers()
