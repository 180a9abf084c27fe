import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


class Bad(Exception):
    def __str__(self):
        raise RuntimeError("no text for you")


def relu(x):
    raise Bad


def tanh_grad(x):
    raise ValueError("x" * 10_000_000)


def relu_grad(x):
    raise ValueError("\x1b]0;owned\x07<script>alert(1)</script>\u202e")
