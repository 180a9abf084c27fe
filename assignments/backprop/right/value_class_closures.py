"""Style: a Value class with closures for the backward pass (micrograd), for scalars and for tensors."""

import numpy as np


class Value:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.pull = lambda: None

    def _new(self, data, *pairs):
        """pairs: (parent, function of the output's gradient)"""
        out = Value(data, tuple(p for p, _ in pairs))

        def pull():
            for parent, f in pairs:
                parent.grad = parent.grad + f(out.grad)

        out.pull = pull
        return out

    def __add__(self, other):
        return self._new(self.data + other.data, (self, lambda g: g), (other, lambda g: g))

    def __sub__(self, other):
        return self._new(self.data - other.data, (self, lambda g: g), (other, lambda g: -g))

    def __mul__(self, other):
        return self._new(
            self.data * other.data,
            (self, lambda g: g * other.data),
            (other, lambda g: g * self.data),
        )

    def __matmul__(self, other):
        return self._new(
            self.data @ other.data,
            (self, lambda g: g @ other.data.T),
            (other, lambda g: self.data.T @ g),
        )

    def add_row(self, bias):
        return self._new(
            self.data + bias.data, (self, lambda g: g), (bias, lambda g: np.ones(len(g)) @ g)
        )

    def square(self):
        return self * self

    def exp(self):
        e = np.exp(self.data)
        return self._new(e, (self, lambda g: g * e))

    def log(self):
        return self._new(np.log(self.data), (self, lambda g: g / self.data))

    def sin(self):
        return self._new(np.sin(self.data), (self, lambda g: g * np.cos(self.data)))

    def sigmoid(self):
        with np.errstate(over="ignore"):
            s = 1 / (1 + np.exp(-self.data))
        return self._new(s, (self, lambda g: g * s * (1 - s)))

    def tanh(self):
        t = np.tanh(self.data)
        return self._new(t, (self, lambda g: g * (1 - t * t)))

    def relu(self):
        keep = self.data > 0
        return self._new(np.where(keep, self.data, 0.0), (self, lambda g: np.where(keep, g, 0.0)))

    def mean_cross_entropy(self, gold):
        m = len(gold)
        z = self.data - self.data.max(axis=1, keepdims=True)
        logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        rows = np.arange(m)

        def f(g):
            d = np.exp(logp)
            d[rows, gold] -= 1.0
            return g * d / m

        return self._new(-logp[rows, gold].mean(), (self, f))

    def backward(self):
        order, seen = [], set()
        stack = [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((p, False) for p in node.parents)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            node.pull()


def build(graph, inputs):
    nodes = []
    for op, pred in graph:
        a = [nodes[p] for p in pred]
        if op == "in":
            node = Value(inputs[len(nodes)])
        elif op == "add":
            node = a[0]
            if len(a) == 1:
                node = Value(0.0) + node
            for other in a[1:]:
                node = node + other
        elif op == "sub":
            node = a[0] - a[1]
        elif op == "mul":
            node = a[0] * a[1]
        else:
            node = getattr(a[0], op)()
        nodes.append(node)
    return nodes


def graph_forward(graph, inputs):
    return np.array([node.data for node in build(graph, inputs)])


def graph_backward(graph, inputs):
    nodes = build(graph, inputs)
    nodes[-1].backward()
    return np.array([node.grad for node in nodes])


def linear_backward(X, W, b, dY):
    X, W, b = Value(X), Value(W), Value(b)
    Y = (X @ W).add_row(b)
    Y.grad = np.asarray(dY, dtype=np.float64)
    Y.pull()
    Y.parents[0].pull()
    return W.grad, b.grad, X.grad


def vjp_tanh_linear(W, x, u):
    row = Value(np.reshape(x, (1, -1)))
    z = row @ Value(np.transpose(W))
    h = z.tanh()
    h.grad = np.reshape(u, (1, -1)).astype(float)
    h.pull()
    z.pull()
    return row.grad.ravel()


def network(values, X, activation):
    a = Value(X)
    for i in range(0, len(values), 2):
        if i:
            a = getattr(a, activation)()
        a = (a @ values[i]).add_row(values[i + 1])
    return a


def mlp_forward(parameters, X, activation):
    return network([Value(p) for p in parameters], X, activation).data


def mlp_backward(parameters, X, gold, activation):
    values = [Value(p) for p in parameters]
    network(values, X, activation).mean_cross_entropy(gold).backward()
    return [v.grad for v in values]
