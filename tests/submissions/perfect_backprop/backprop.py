import math

import numpy as np

# operation -> (value, local derivatives), both of the arguments
RULES = {
    "add": (lambda *a: math.fsum(a), lambda *a: [1.0] * len(a)),
    "sub": (lambda a, b: a - b, lambda a, b: [1.0, -1.0]),
    "mul": (lambda a, b: a * b, lambda a, b: [b, a]),
    "square": (lambda a: a * a, lambda a: [2 * a]),
    "exp": (math.exp, lambda a: [math.exp(a)]),
    "log": (math.log, lambda a: [1 / a]),
    "sin": (math.sin, lambda a: [math.cos(a)]),
    "sigmoid": (lambda a: 1 / (1 + math.exp(-a)), lambda a: [math.exp(-a) / (1 + math.exp(-a)) ** 2]),
    "tanh": (math.tanh, lambda a: [1 - math.tanh(a) ** 2]),
    "relu": (lambda a: max(a, 0.0), lambda a: [float(a > 0)]),
}


def graph_forward(graph, inputs):
    values = list(inputs)
    for operation, arguments in graph[len(inputs):]:
        values.append(RULES[operation][0](*(values[i] for i in arguments)))
    return np.array(values, dtype=float)


def graph_backward(graph, inputs):
    u = graph_forward(graph, inputs)
    g = [0.0] * len(graph)
    g[-1] = 1.0
    for node in reversed(range(len(graph))):
        operation, arguments = graph[node]
        if operation == "in":
            continue
        for i, slope in zip(arguments, RULES[operation][1](*u[arguments])):
            g[i] += g[node] * slope
    return np.array(g)


def linear_backward(X, W, b, dY):
    return np.einsum("mi,mo->io", X, dY), dY.sum(0), np.einsum("mo,io->mi", dY, W)


def vjp_tanh_linear(W, x, u):
    J = (1 - np.tanh(W @ x) ** 2)[:, None] * W
    return u @ J


def _activate(name, z):
    return {"relu": lambda: np.where(z > 0, z, 0.0), "tanh": lambda: np.tanh(z),
            "sigmoid": lambda: 1 / (1 + np.exp(-z))}[name]()


def _slope(name, h):
    # written in terms of the activation h
    return {"relu": lambda: (h > 0) * 1.0, "tanh": lambda: 1 - h * h, "sigmoid": lambda: h * (1 - h)}[name]()


def _run(parameters, X, activation):
    hidden = [X]
    for k in range(0, len(parameters), 2):
        z = hidden[-1].dot(parameters[k]) + parameters[k + 1]
        hidden.append(z if k == len(parameters) - 2 else _activate(activation, z))
    return hidden


def mlp_forward(parameters, X, activation):
    return _run(parameters, X, activation)[-1]


def mlp_backward(parameters, X, gold, activation):
    *hidden, z = _run(parameters, X, activation)
    p = np.exp(z - z.max(axis=1)[:, None])
    p /= p.sum(axis=1)[:, None]
    p[np.arange(len(gold)), gold] -= 1
    d = p / len(gold)
    gradients = []
    while hidden:
        h = hidden.pop()
        W = parameters[2 * len(hidden)]
        gradients[:0] = [h.T.dot(d), d.sum(axis=0)]
        if hidden:
            d = d.dot(W.T) * _slope(activation, h)
    return gradients
