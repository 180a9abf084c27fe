ANSWERS = {
    "L": 9, "o": 6, "dL/do": 6,
    "dL/dw1": -6, "dL/dw2": -12, "dL/dw3": 0, "dL/dw4": 0, "dL/dw5": 12, "dL/dw6": 24,
    "dL/dw7": 24, "dL/dw8": 0, "dL/dw9": 30,
    "dL/dh1": -6, "dL/dh2": 18, "dL/dh3": 12,
    "dL/di1": -6, "dL/di2": 0, "dL/di3": 12,
    "dL/dx1": 0, "dL/dx2": 18,
}


def forward(x, w):
    out = {}
    for k in range(3):
        out[f"i{k + 1}"] = w[2 * k] * x[0] + w[2 * k + 1] * x[1]
    for k in range(3):
        out[f"h{k + 1}"] = out[f"i{k + 1}"] if out[f"i{k + 1}"] > 0 else 0.0
    out["o"] = sum(w[6 + k] * out[f"h{k + 1}"] for k in range(3))
    return out


def backward(x, w, gold):
    u = forward(x, w)
    g = {"dL/do": 2 * (u["o"] - gold), "dL/dx1": 0.0, "dL/dx2": 0.0}
    for k in range(3):
        g[f"dL/dw{7 + k}"] = g["dL/do"] * u[f"h{k + 1}"]
        dh = g[f"dL/dh{k + 1}"] = g["dL/do"] * w[6 + k]
        di = g[f"dL/di{k + 1}"] = dh if u[f"i{k + 1}"] > 0 else 0.0
        for n in range(2):
            g[f"dL/dw{2 * k + n + 1}"] = di * x[n]
            g[f"dL/dx{n + 1}"] += di * w[2 * k + n]
    return g
