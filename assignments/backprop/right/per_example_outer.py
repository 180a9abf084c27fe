"""Style: tangents of all nodes carried forward; tensors example by example with np.outer."""

import numpy as np


def _s(z):
    return np.where(
        z >= 0,
        1.0 / (1.0 + np.exp(-np.maximum(z, 0))),
        1.0 - 1.0 / (1.0 + np.exp(np.minimum(z, 0))),
    )


def _exact_sigmoid(z):
    if z < -30:
        return np.exp(z)  # 1 + e^z is 1 + tiny
    return 1.0 / (1.0 + np.exp(-z))


def _sweep(graph, inputs, tangents):
    """u and, if asked, row i of T: derivative of u_i with respect to every node"""
    n = len(graph)
    u = np.zeros(n)
    T = np.eye(n) if tangents else np.zeros((n, 1))
    for i in range(n):
        op, A = graph[i]
        if op == "in":
            u[i] = inputs[i]
        elif op == "add":
            for p in A:
                u[i] += u[p]
                T[i] += T[p]
        elif op == "sub":
            p, q = A
            u[i] = u[p] - u[q]
            T[i] += T[p] - T[q]
        elif op == "mul":
            p, q = A
            u[i] = u[p] * u[q]
            T[i] += T[p] * u[q] + u[p] * T[q]
        else:
            p = A[0]
            x = u[p]
            if op == "square":
                u[i], slope = x**2, 2 * x
            elif op == "exp":
                u[i] = slope = np.exp(x)
            elif op == "log":
                u[i], slope = np.log(x), 1 / x
            elif op == "sin":
                u[i], slope = np.sin(x), np.cos(x)
            elif op == "sigmoid":
                u[i], slope = _exact_sigmoid(x), _exact_sigmoid(x) * _exact_sigmoid(-x)
            elif op == "tanh":
                u[i], slope = np.tanh(x), 1 - np.tanh(x) ** 2
            else:
                u[i], slope = (x, 1.0) if x > 0 else (0.0, 0.0)
            T[i] += slope * T[p]
    return u, T


def graph_forward(graph, inputs):
    return _sweep(graph, inputs, False)[0]


def graph_backward(graph, inputs):
    return _sweep(graph, inputs, True)[1][-1].copy()


def linear_backward(X, W, b, dY):
    dW = sum(np.outer(x, d) for x, d in zip(X, dY)).astype(float)
    db = sum(d for d in dY).astype(float)
    dX = np.stack([np.dot(W, d) for d in dY]).astype(float)
    return dW, db, dX


def vjp_tanh_linear(W, x, u):
    result = np.zeros(len(x))
    for w, weight in zip(W, u):
        h = np.tanh(np.vdot(w, x))
        result += weight * (1 - h**2) * w
    return result


def _single(parameters, x, activation):
    a = np.asarray(x, dtype=float)
    zs, inputs = [], []
    pairs = [(parameters[i], parameters[i + 1]) for i in range(0, len(parameters), 2)]
    for number, (W, b) in enumerate(pairs):
        if number > 0:
            z = zs[-1]
            a = {"relu": np.maximum(z, 0), "tanh": np.tanh(z), "sigmoid": _s(z)}[activation]
        inputs.append(a)
        zs.append(a @ W + b)
    return inputs, zs


def mlp_forward(parameters, X, activation):
    return np.stack([_single(parameters, x, activation)[1][-1] for x in X])


def mlp_backward(parameters, X, gold, activation):
    total = [np.zeros(np.shape(p)) for p in parameters]
    for x, c in zip(X, gold):
        inputs, zs = _single(parameters, x, activation)
        e = np.exp(zs[-1] - max(zs[-1]))
        delta = e / e.sum()
        delta[c] -= 1.0
        for number in range(len(zs) - 1, -1, -1):
            total[2 * number] += np.outer(inputs[number], delta)
            total[2 * number + 1] += delta
            if number > 0:
                z = zs[number - 1]
                delta = parameters[2 * number] @ delta
                if activation == "relu":
                    delta[z <= 0] = 0.0
                elif activation == "tanh":
                    delta = delta * (1 - np.tanh(z) ** 2)
                else:
                    delta = delta * _s(z) * (1 - _s(z))
    return [g / len(X) for g in total]
