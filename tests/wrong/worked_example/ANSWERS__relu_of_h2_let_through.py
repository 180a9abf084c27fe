"""The dead unit h2 passes its gradient on to i2, so dL/di2 is 18 and everything below it is off."""

ANSWERS = {
    "L": 9,
    "o": 6,
    "dL/do": 6,
    "dL/dw1": -6,
    "dL/dw2": -12,
    "dL/dw3": 18,
    "dL/dw4": 36,
    "dL/dw5": 12,
    "dL/dw6": 24,
    "dL/dw7": 24,
    "dL/dw8": 0,
    "dL/dw9": 30,
    "dL/dh1": -6,
    "dL/dh2": 18,
    "dL/dh3": 12,
    "dL/di1": -6,
    "dL/di2": 18,
    "dL/di3": 12,
    "dL/dx1": 18,
    "dL/dx2": -18,
}
