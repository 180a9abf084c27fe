import numpy as np

from .layers import Node, log_softmax, masked_sum, matmul, pick


def softmax_loss_naive(W, X, y, reg):
    loss, dW = reg * (W * W).sum(), 2 * reg * W
    for x, label in zip(X, y):
        node = Node(W)
        one = masked_sum(pick(log_softmax(matmul(Node(x[None]), node)), [0], [label]), -1 / len(X))
        one.back(1.0)
        loss, dW = loss + one.value, dW + node.grad
    return loss, dW


def softmax_loss_vectorized(W, X, y, reg):
    node = Node(W)
    data = masked_sum(pick(log_softmax(matmul(Node(X), node)), np.arange(len(X)), y), -1 / len(X))
    data.back(1.0)
    return data.value + reg * np.sum(W**2), node.grad + 2 * reg * W
