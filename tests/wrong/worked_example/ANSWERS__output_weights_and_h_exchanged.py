"""dL/dw7..w9 got the values of dL/dh1..h3 and the other way round."""

do = 6
w = [2, 1, 1, -2, 1, 2, -1, 3, 2]
ANSWERS = {
    "L": 9,
    "o": 6,
    "dL/do": do,
    "dL/dw1": -6,
    "dL/dw2": -12,
    "dL/dw3": 0,
    "dL/dw4": 0,
    "dL/dw5": 12,
    "dL/dw6": 24,
    "dL/dw7": do * w[6],
    "dL/dw8": do * w[7],
    "dL/dw9": do * w[8],
    "dL/dh1": do * 4,
    "dL/dh2": 0,
    "dL/dh3": do * 5,
    "dL/di1": -6,
    "dL/di2": 0,
    "dL/di3": 12,
    "dL/dx1": 0,
    "dL/dx2": 18,
}
