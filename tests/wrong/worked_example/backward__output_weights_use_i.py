"""dL/dw7..w9 take the pre-activations i in place of h, so dead units get a gradient; and dL/dx uses the first unit twice."""


def backward(x, w, gold):
    x1, x2 = float(x[0]), float(x[1])
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = [float(q) for q in w]
    i1, i2, i3 = w1 * x1 + w2 * x2, w3 * x1 + w4 * x2, w5 * x1 + w6 * x2
    h1, h2, h3 = max(0, i1), max(0, i2), max(0, i3)
    o = w7 * h1 + w8 * h2 + w9 * h3
    g = {}
    g["dL/do"] = do = 2 * (o - gold)
    g["dL/dw7"], g["dL/dw8"], g["dL/dw9"] = do * i1, do * i2, do * i3
    g["dL/dh1"], g["dL/dh2"], g["dL/dh3"] = do * w7, do * w8, do * w9
    d1 = g["dL/di1"] = do * w7 if i1 > 0 else 0.0
    d2 = g["dL/di2"] = do * w8 if i2 > 0 else 0.0
    d3 = g["dL/di3"] = do * w9 if i3 > 0 else 0.0
    g["dL/dw1"], g["dL/dw2"] = d1 * x1, d1 * x2
    g["dL/dw3"], g["dL/dw4"] = d2 * x1, d2 * x2
    g["dL/dw5"], g["dL/dw6"] = d3 * x1, d3 * x2
    g["dL/dx1"] = d1 * w1 + d2 * w3 + d1 * w5
    g["dL/dx2"] = d1 * w2 + d2 * w4 + d1 * w6
    return g
