"""The second operand of sub gets a plus, and only the input nodes keep their gradient."""

import numpy as np


def graph_backward(graph, inputs):
    sig = lambda t: 1.0 / (1.0 + np.exp(-t))
    u = []
    for i, (o, p) in enumerate(graph):
        a = [u[k] for k in p]
        u.append(
            {
                "in": lambda: float(inputs[i]),
                "add": lambda: sum(a),
                "sub": lambda: a[0] - a[1],
                "mul": lambda: a[0] * a[1],
                "square": lambda: a[0] ** 2,
                "exp": lambda: np.exp(a[0]),
                "log": lambda: np.log(a[0]),
                "sin": lambda: np.sin(a[0]),
                "sigmoid": lambda: sig(a[0]),
                "tanh": lambda: np.tanh(a[0]),
                "relu": lambda: max(a[0], 0),
            }[o]()
        )
    g = np.zeros(len(u))
    g[-1] = 1
    for i in range(len(u) - 1, 0, -1):
        o, p = graph[i]
        if o in ("add", "sub"):
            for k in p:
                g[k] += g[i]
        elif o == "mul":
            g[p[0]] += g[i] * u[p[1]]
            g[p[1]] += g[i] * u[p[0]]
        elif o != "in":
            t = u[p[0]]
            d = {
                "square": 2 * t,
                "exp": u[i],
                "sin": np.cos(t),
                "sigmoid": sig(t) * (1 - sig(t)),
                "tanh": 1 - np.tanh(t) ** 2,
                "relu": 1 if t > 0 else 0,
            }
            g[p[0]] += g[i] * (1 / t if o == "log" else d[o])
            g[i] = 0
    return g
