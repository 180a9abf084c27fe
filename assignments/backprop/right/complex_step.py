"""Style: derivatives by the complex step, one perturbed forward pass for each number."""

import numpy as np

H = 1e-100


def _sigma(z):
    flip = np.real(z) < 0
    e = np.exp(np.where(flip, z, -z))
    return np.where(flip, e, 1.0) / (1.0 + e)


def _relu(z):
    return np.where(np.real(z) > 0, z, 0.0)


def _tanh(z):
    # first order around the real part is all that is needed
    t = np.tanh(np.real(z))
    return t + 1j * np.imag(z) * (1 - t * t) if np.iscomplexobj(z) else t


OPS = {
    "sub": np.subtract,
    "mul": np.multiply,
    "square": lambda a: a * a,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "sigmoid": _sigma,
    "tanh": _tanh,
    "relu": _relu,
}


def _evaluate(graph, inputs, bump, dtype):
    u = np.zeros(len(graph), dtype=dtype)
    for i, (op, pred) in enumerate(graph):
        if op == "in":
            u[i] = inputs[i]
        elif op == "add":
            u[i] = u[list(pred)].sum()
        else:
            u[i] = OPS[op](*[u[p] for p in pred])
        if i == bump:
            u[i] += 1j * H
    return u


def graph_forward(graph, inputs):
    return _evaluate(graph, inputs, None, np.float64)


def graph_backward(graph, inputs):
    return np.array(
        [_evaluate(graph, inputs, i, np.complex128)[-1].imag / H for i in range(len(graph))]
    )


def linear_backward(X, W, b, dY):
    # <dY, XW + b> is linear in each argument
    def derivative(f, at):
        out = np.zeros(at.shape)
        for idx in np.ndindex(*at.shape):
            z = at.astype(np.complex128)
            z[idx] += 1j * H
            out[idx] = np.vdot(dY.astype(complex), f(z)).imag / H
        return out

    return (
        derivative(lambda w: X @ w + b, W),
        derivative(lambda c: X @ W + c, b),
        derivative(lambda a: a @ W + b, X),
    )


def vjp_tanh_linear(W, x, u):
    steps = x[:, None] + 1j * H * np.eye(len(x))  # one perturbed column for each x_j
    return np.dot(u, _tanh(W @ steps)).imag / H


def mlp_forward(parameters, X, activation):
    f = OPS[activation]
    a = X
    for W, b in zip(parameters[:-2:2], parameters[1:-2:2]):
        a = f(a @ W + b)
    z = a @ parameters[-2] + parameters[-1]
    return z if np.iscomplexobj(z) else z.astype(np.float64)


def _loss(parameters, X, gold, activation):
    z = mlp_forward(parameters, X, activation)
    z = z - z.real.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(gold)), gold])


def mlp_backward(parameters, X, gold, activation):
    grads = []
    for k, p in enumerate(parameters):
        g = np.zeros(p.shape)
        for idx in np.ndindex(*p.shape):
            q = p.astype(np.complex128)
            q[idx] += 1j * H
            g[idx] = _loss(parameters[:k] + [q] + parameters[k + 1 :], X, gold, activation).imag / H
        grads.append(g)
    return grads
