"""Plain Python loops over units and inputs, with the weight index computed."""

ANSWERS = {
    "L": 9,
    "o": 6,
    "dL/do": 6,
    "dL/dw1": -6,
    "dL/dw2": -12,
    "dL/dw3": 0,
    "dL/dw4": 0,
    "dL/dw5": 12,
    "dL/dw6": 24,
    "dL/dw7": 24,
    "dL/dw8": 0,
    "dL/dw9": 30,
    "dL/dh1": -6,
    "dL/dh2": 18,
    "dL/dh3": 12,
    "dL/di1": -6,
    "dL/di2": 0,
    "dL/di3": 12,
    "dL/dx1": 0,
    "dL/dx2": 18,
}


def forward(x, w):
    values = {}
    for unit in range(3):
        total = 0.0
        for k in range(2):
            total += float(w[2 * unit + k]) * float(x[k])
        values["i%d" % (unit + 1)] = total
        values["h%d" % (unit + 1)] = total if total > 0 else 0.0
    out = 0.0
    for unit in range(3):
        out += float(w[6 + unit]) * values["h%d" % (unit + 1)]
    values["o"] = out
    return values


def backward(x, w, gold):
    v = forward(x, w)
    d = {}
    d["dL/do"] = 2 * (v["o"] - float(gold))
    d["dL/dx1"] = 0.0
    d["dL/dx2"] = 0.0
    for unit in range(1, 4):
        d["dL/dw%d" % (6 + unit)] = d["dL/do"] * v["h%d" % unit]
        d["dL/dh%d" % unit] = d["dL/do"] * float(w[5 + unit])
        if v["i%d" % unit] > 0:
            d["dL/di%d" % unit] = d["dL/dh%d" % unit]
        else:
            d["dL/di%d" % unit] = 0.0
        for k in range(1, 3):
            index = 2 * (unit - 1) + k
            d["dL/dw%d" % index] = d["dL/di%d" % unit] * float(x[k - 1])
            d["dL/dx%d" % k] += d["dL/di%d" % unit] * float(w[index - 1])
    return d
