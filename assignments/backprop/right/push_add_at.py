"""Style: the adjoint of a node is pushed to its predecessors with np.add.at; if-chains; layer caches."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=np.float64)
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    out[~pos] = ez / (1 + ez)
    return out


def graph_forward(graph, inputs):
    values = np.empty(len(graph), dtype=np.float64)
    number_in = sum(op == "in" for op, _ in graph)
    values[:number_in] = inputs[:number_in]
    for i in range(number_in, len(graph)):
        op, A = graph[i]
        a = values[np.array(A, dtype=int)]
        if op == "add":
            values[i] = a.sum()
        elif op == "sub":
            values[i] = -np.diff(a)[0]
        elif op == "mul":
            values[i] = a.prod()
        elif op == "relu":
            values[i] = a[0] * (a[0] > 0)
        elif op == "sigmoid":
            values[i] = sigmoid(a)[0]
        else:
            values[i] = {
                "square": np.square,
                "exp": np.exp,
                "log": np.log,
                "sin": np.sin,
                "tanh": np.tanh,
            }[op](a[0])
    return values


def graph_backward(graph, inputs):
    u = graph_forward(graph, inputs)
    g = np.zeros(len(graph))
    g[len(graph) - 1] = 1
    for j in range(len(graph) - 1, -1, -1):
        op, A = graph[j]
        if op == "in":
            break
        idx = np.array(A, dtype=int)
        a = u[idx]
        if op == "add":
            local = np.ones(len(idx))
        elif op == "sub":
            local = np.array([1.0, -1.0])
        elif op == "mul":
            local = a[::-1]
        elif op == "square":
            local = 2 * a
        elif op == "exp":
            local = np.exp(a)
        elif op == "log":
            local = np.reciprocal(a)
        elif op == "sin":
            local = np.sin(a + np.pi / 2)
        elif op == "sigmoid":
            local = sigmoid(a) * (1 - sigmoid(a))
        elif op == "tanh":
            local = 1 - np.tanh(a) ** 2
        elif op == "relu":
            local = np.where(a > 0, 1.0, 0.0)
        np.add.at(g, idx, local * g[j])
    return g


def linear_backward(X, W, b, dY):
    ones = np.ones(dY.shape[0])
    dW = np.matmul(np.transpose(X), dY)
    db = np.matmul(ones, dY)
    dX = np.matmul(dY, np.transpose(W))
    return dW.astype(float), db, dX.astype(float)


def vjp_tanh_linear(W, x, u):
    t = np.tanh(np.matmul(W, x))
    left = np.multiply(u, np.subtract(1.0, np.multiply(t, t)))
    return np.matmul(left, W)


def run(parameters, X, activation):
    """the logits and a cache of (input, pre-activation) for each layer"""
    cache = []
    A = np.asarray(X, dtype=np.float64)
    L = len(parameters) // 2
    for l in range(L):
        Z = np.matmul(A, parameters[2 * l]) + parameters[2 * l + 1]
        cache.append((A, Z))
        if l < L - 1:
            if activation == "relu":
                A = Z * (Z > 0)
            elif activation == "tanh":
                A = np.tanh(Z)
            else:
                A = sigmoid(Z)
    return Z, cache


def mlp_forward(parameters, X, activation):
    return run(parameters, X, activation)[0]


def mlp_backward(parameters, X, gold, activation):
    logits, cache = run(parameters, X, activation)
    m = logits.shape[0]
    E = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    dZ = E / E.sum(axis=1, keepdims=True)
    np.add.at(dZ, (np.arange(m), gold), -1.0)
    dZ = dZ / m
    out = [None] * len(parameters)
    for l in range(len(cache) - 1, -1, -1):
        A, Z = cache[l]
        out[2 * l], out[2 * l + 1], dA = linear_backward(
            A, parameters[2 * l], parameters[2 * l + 1], dZ
        )
        if l == 0:
            break
        Zp = cache[l - 1][1]
        if activation == "relu":
            dZ = np.where(Zp > 0, dA, 0)
        elif activation == "tanh":
            dZ = dA * (1 - np.tanh(Zp) ** 2)
        else:
            s = sigmoid(Zp)
            dZ = dA * s * (1 - s)
    return out
