"""All formulas written out by hand, one name per number."""

# by hand
_o = 2 * 1 + 1 * 2  # i1 = h1 = 4
_o = -1 * _o + 3 * 0 + 2 * (1 * 1 + 2 * 2)
_e = _o - 3

ANSWERS = {
    "L": _e**2,
    "o": _o,
    "dL/do": 2 * _e,
    "dL/dw1": 2 * _e * -1 * 1,
    "dL/dw2": 2 * _e * -1 * 2,
    "dL/dw3": 0,
    "dL/dw4": 0,
    "dL/dw5": 2 * _e * 2 * 1,
    "dL/dw6": 2 * _e * 2 * 2,
    "dL/dw7": 2 * _e * 4,
    "dL/dw8": 0,
    "dL/dw9": 2 * _e * 5,
    "dL/dh1": 2 * _e * -1,
    "dL/dh2": 2 * _e * 3,
    "dL/dh3": 2 * _e * 2,
    "dL/di1": 2 * _e * -1,
    "dL/di2": 0,
    "dL/di3": 2 * _e * 2,
    "dL/dx1": 2 * _e * (-1 * 2 + 2 * 1),
    "dL/dx2": 2 * _e * (-1 * 1 + 2 * 2),
}


def forward(x, w):
    x1, x2 = x
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = w
    i1 = x2 * w2 + x1 * w1
    i2 = x2 * w4 + x1 * w3
    i3 = x2 * w6 + x1 * w5
    h1 = max(0, i1)
    h2 = max(0, i2)
    h3 = max(0, i3)
    o = h3 * w9 + h2 * w8 + h1 * w7
    return dict(i1=i1, i2=i2, i3=i3, h1=h1, h2=h2, h3=h3, o=o)


def backward(x, w, gold):
    x1, x2 = x
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = w
    f = forward(x, w)
    minus_two_error = (gold - f["o"]) * 2
    do = -minus_two_error
    dh1, dh2, dh3 = w7 * do, w8 * do, w9 * do
    di1 = dh1 if f["h1"] > 0 else 0
    di2 = dh2 if f["h2"] > 0 else 0
    di3 = dh3 if f["h3"] > 0 else 0
    return {
        "dL/do": do,
        "dL/dw1": x1 * di1,
        "dL/dw2": x2 * di1,
        "dL/dw3": x1 * di2,
        "dL/dw4": x2 * di2,
        "dL/dw5": x1 * di3,
        "dL/dw6": x2 * di3,
        "dL/dw7": f["h1"] * do,
        "dL/dw8": f["h2"] * do,
        "dL/dw9": f["h3"] * do,
        "dL/dh1": dh1,
        "dL/dh2": dh2,
        "dL/dh3": dh3,
        "dL/di1": di1,
        "dL/di2": di2,
        "dL/di3": di3,
        "dL/dx1": w5 * di3 + w3 * di2 + w1 * di1,
        "dL/dx2": w6 * di3 + w4 * di2 + w2 * di1,
    }
