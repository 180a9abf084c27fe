import numpy as np

from .layers import softmax_loss as of_scores


def softmax_loss_naive(*given):
    W, X, y, reg = given
    parts = [of_scores(x[None] @ W, label[None]) for x, label in zip(X, y)]
    loss = sum(part.value for part in parts) / len(parts)
    dW = sum(np.outer(x, part.gradient) for x, part in zip(X, parts)) / len(parts)
    return loss + reg * (W * W).sum(), dW + reg * W * 2


def softmax_loss_vectorized(weights, examples, labels, strength=0.0):
    value, gradient = of_scores(examples @ weights, labels)
    return value + strength * np.square(weights).sum(), examples.T @ gradient + 2 * strength * weights
