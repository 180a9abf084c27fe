"""A tiny reverse-mode autodiff class with operator overloading."""


class Node:
    def __init__(self, value, parents=()):
        self.value = float(value)
        self.parents = parents
        self.grad = 0.0

    def __add__(self, other):
        return Node(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __sub__(self, other):
        return Node(self.value - other.value, ((self, 1.0), (other, -1.0)))

    def __mul__(self, other):
        return Node(self.value * other.value, ((self, other.value), (other, self.value)))

    def relu(self):
        on = self.value > 0
        return Node(self.value if on else 0.0, ((self, 1.0 if on else 0.0),))

    def backprop(self):
        order, seen = [], set()

        def visit(node):
            if id(node) in seen:
                return
            seen.add(id(node))
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad += node.grad * local


def _build(x, w):
    nodes = {"x%d" % (k + 1): Node(value) for k, value in enumerate(x)}
    nodes.update({"w%d" % (k + 1): Node(value) for k, value in enumerate(w)})
    for k in (1, 2, 3):
        a, b = nodes["w%d" % (2 * k - 1)], nodes["w%d" % (2 * k)]
        nodes["i%d" % k] = a * nodes["x1"] + b * nodes["x2"]
        nodes["h%d" % k] = nodes["i%d" % k].relu()
    nodes["o"] = (nodes["w7"] * nodes["h1"] + nodes["w8"] * nodes["h2"]) + nodes["w9"] * nodes["h3"]
    return nodes


def forward(x, w):
    nodes = _build(x, w)
    return {name: nodes[name].value for name in ["i1", "i2", "i3", "h1", "h2", "h3", "o"]}


def backward(x, w, gold):
    nodes = _build(x, w)
    error = nodes["o"] - Node(gold)
    loss = error * error
    loss.backprop()
    return {"dL/d" + name: node.grad for name, node in nodes.items()}


ANSWERS = {"L": 9.0, "o": 6.0}
ANSWERS.update(backward([1, 2], [2, 1, 1, -2, 1, 2, -1, 3, 2], 3))
