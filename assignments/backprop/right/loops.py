"""Style: plain Python loops and the math module, numpy only to hand over arrays."""

import math

import numpy as np


def sigma(x):
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def graph_forward(graph, inputs):
    u = []
    k = 0
    for op, pred in graph:
        a = [u[p] for p in pred]
        if op == "in":
            val = float(inputs[k])
            k += 1
        elif op == "add":
            val = 0.0
            for z in a:
                val += z
        elif op == "sub":
            val = a[0] - a[1]
        elif op == "mul":
            val = a[0] * a[1]
        elif op == "square":
            val = a[0] * a[0]
        elif op == "exp":
            val = math.exp(a[0])
        elif op == "log":
            val = math.log(a[0])
        elif op == "sin":
            val = math.sin(a[0])
        elif op == "sigmoid":
            val = sigma(a[0])
        elif op == "tanh":
            val = math.tanh(a[0])
        elif op == "relu":
            val = a[0] if a[0] > 0 else 0.0
        else:
            raise ValueError(op)
        u.append(val)
    return np.array(u, dtype=float)


def graph_backward(graph, inputs):
    u = graph_forward(graph, inputs).tolist()
    n = len(graph)
    g = [0.0] * n
    g[n - 1] = 1.0
    for i in range(n - 2, -1, -1):
        total = 0.0
        for j in range(i + 1, n):
            op, pred = graph[j]
            for place in range(len(pred)):
                if pred[place] != i:
                    continue
                if op == "add":
                    d = 1.0
                elif op == "sub":
                    d = 1.0 if place == 0 else -1.0
                elif op == "mul":
                    d = u[pred[1 - place]]
                elif op == "square":
                    d = 2.0 * u[i]
                elif op == "exp":
                    d = u[j]
                elif op == "log":
                    d = 1.0 / u[i]
                elif op == "sin":
                    d = math.cos(u[i])
                elif op == "sigmoid":
                    d = u[j] * (1.0 - u[j])
                elif op == "tanh":
                    d = 1.0 - u[j] ** 2
                elif op == "relu":
                    d = 1.0 if u[i] > 0 else 0.0
                total += g[j] * d
        g[i] = total
    return np.array(g, dtype=float)


def linear_backward(X, W, b, dY):
    m, n = X.shape
    k = W.shape[1]
    dW = np.zeros((n, k))
    db = np.zeros(k)
    dX = np.zeros((m, n))
    for e in range(m):
        for o in range(k):
            d = float(dY[e, o])
            db[o] += d
            for i in range(n):
                dW[i, o] += float(X[e, i]) * d
                dX[e, i] += float(W[i, o]) * d
    return dW, db, dX


def vjp_tanh_linear(W, x, u):
    out, n = W.shape
    res = np.zeros(n)
    for i in range(out):
        z = 0.0
        for j in range(n):
            z += float(W[i, j]) * float(x[j])
        d = float(u[i]) * (1.0 - math.tanh(z) ** 2)
        for j in range(n):
            res[j] += d * float(W[i, j])
    return res


def _act(z, name):
    if name == "relu":
        return max(z, 0.0)
    if name == "tanh":
        return math.tanh(z)
    return sigma(z)


def _one_example(parameters, row, activation):
    """all layer inputs of one example and the logits"""
    layers = [[float(v) for v in row]]
    n = len(parameters) // 2
    for l in range(n):
        W = parameters[2 * l]
        b = parameters[2 * l + 1]
        a = layers[-1]
        new = []
        for o in range(W.shape[1]):
            z = float(b[o])
            for i in range(W.shape[0]):
                z += a[i] * float(W[i, o])
            new.append(z if l == n - 1 else _act(z, activation))
        layers.append(new)
    return layers


def mlp_forward(parameters, X, activation):
    return np.array([_one_example(parameters, row, activation)[-1] for row in X], dtype=float)


def mlp_backward(parameters, X, gold, activation):
    grads = [np.zeros(p.shape) for p in parameters]
    m = len(X)
    n = len(parameters) // 2
    for e in range(m):
        layers = _one_example(parameters, X[e], activation)
        z = layers[-1]
        top = max(z)
        ex = [math.exp(v - top) for v in z]
        total = sum(ex)
        delta = [v / total / m for v in ex]
        delta[int(gold[e])] -= 1.0 / m
        for l in range(n - 1, -1, -1):
            W = parameters[2 * l]
            a = layers[l]
            back = [0.0] * len(a)
            for o in range(len(delta)):
                grads[2 * l + 1][o] += delta[o]
                for i in range(len(a)):
                    grads[2 * l][i, o] += a[i] * delta[o]
                    back[i] += float(W[i, o]) * delta[o]
            if l > 0:
                for i in range(len(a)):
                    if activation == "relu":
                        back[i] *= 1.0 if a[i] > 0 else 0.0
                    elif activation == "tanh":
                        back[i] *= 1.0 - a[i] * a[i]
                    else:
                        back[i] *= a[i] * (1.0 - a[i])
            delta = back
    return grads
