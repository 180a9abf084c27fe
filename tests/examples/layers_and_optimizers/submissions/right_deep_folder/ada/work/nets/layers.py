import numpy as np

from nets.differences import differences
from nets.tape import Node, add_row, log_softmax, masked_sum, matmul, maximum0, pick, reshape, subtract_column


def affine_forward(x, w, b):
    nodes = [Node(value) for value in (x, w, b)]
    out = add_row(matmul(reshape(nodes[0], (len(x), -1)), nodes[1]), nodes[2])
    return out.value, (out, nodes)


def affine_backward(dout, cache):
    out, nodes = cache
    out.back(dout)
    return tuple(node.grad for node in nodes)


def relu_forward(x):
    node = Node(x)
    out = maximum0(node)
    return out.value, (out, node)


def relu_backward(dout, cache):
    out, node = cache
    out.back(dout)
    return node.grad


def softmax_loss(x, y):
    node = Node(x)
    picked = pick(log_softmax(node), np.arange(len(y)), y)
    loss = masked_sum(picked, -1 / len(y))
    loss.back(1.0)
    return loss.value, node.grad


def svm_loss(x, y):
    node = Node(x)
    gaps = subtract_column(node, pick(node, np.arange(len(y)), y))
    others = np.arange(x.shape[1]) != y[:, None]
    loss = masked_sum(maximum0(add_row(gaps, Node(np.ones(x.shape[1])))), others / len(y))
    loss.back(1.0)
    return loss.value, node.grad


if __name__ == "__main__":
    scores, labels = np.random.randn(4, 3), np.array([0, 2, 1, 1])
    print(differences(lambda x: softmax_loss(x, labels)[0], scores) - softmax_loss(scores, labels)[1])
