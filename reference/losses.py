"""Loss functions and their gradients (slides "Loss Function", "Maximum Likelihood Estimation",
"Mean Square Error as MLE", and L2 regularization of "Machine Learning Basics").

f are predictions, y targets of the same shape; p and q distributions (C,); z logits (m, C); gold
class indices (m,).  All logarithms are natural.
"""

import numpy as np

from .activations import softmax

__all__ = [
    "binary_cross_entropy",
    "cross_entropy",
    "cross_entropy_logits",
    "cross_entropy_logits_grad",
    "entropy",
    "gaussian_nll",
    "kl_divergence",
    "l2_grad",
    "l2_penalty",
    "mse",
    "mse_grad",
    "nll",
    "squared_error_sum",
]


def squared_error_sum(f: np.ndarray, y: np.ndarray) -> float:
    """sum_i (f_i - y_i)^2, f and y of one shape.  (slide "Loss Function")

    The slide "Mean Square Error as MLE" calls the sum a mean; torch: reduction="sum".
    """
    return np.sum((f - y) ** 2)


def mse(f: np.ndarray, y: np.ndarray) -> float:
    """1/m sum_i (f_i - y_i)^2, the mean over all elements (torch: reduction="mean")."""
    return np.mean((f - y) ** 2)


def mse_grad(f: np.ndarray, y: np.ndarray) -> np.ndarray:
    """d mse / df = 2 (f - y) / m, of the shape of f; m counts all elements."""
    m = np.size(f)
    return 2 * (f - y) / m


def gaussian_nll(f: np.ndarray, y: np.ndarray, sigma: float) -> float:
    """-sum_i log N(y_i; f_i, sigma^2).

    = m log sigma + m/2 log 2 pi + sum_i (y_i - f_i)^2 / (2 sigma^2).

    The slide prints the first two terms with the other sign.  torch's gaussian_nll_loss takes the
    variance, drops the constant unless full=True, and averages unless told to sum.
    """
    m = np.size(f)
    constants = m * np.log(sigma) + m / 2 * np.log(2 * np.pi)
    return constants + np.sum((y - f) ** 2) / (2 * sigma**2)


def nll(p: np.ndarray, gold: np.ndarray) -> float:
    """-1/m sum_i log p_i[gold_i]: p (m, C) are probabilities (torch's nll_loss takes log p)."""
    m = len(gold)
    return -np.mean(np.log(p[np.arange(m), gold]))


def cross_entropy_logits(z: np.ndarray, gold: np.ndarray) -> float:
    """-1/m sum_i log softmax(z_i)[gold_i] = 1/m sum_i (log sum_j e^(z_ij) - z_i[gold_i]).

    The logarithm of the sum is taken after subtracting each row's maximum; log(softmax(z)) would
    be -inf for logits 1000 apart.
    """
    m = len(gold)
    z = z - np.max(z, axis=1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(m), gold])


def cross_entropy_logits_grad(z: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """dL/dz = (softmax(z) - onehot(gold)) / m, of shape (m, C)."""
    m = len(gold)
    p = softmax(z)
    onehot = np.eye(z.shape[1])[gold]
    return (p - onehot) / m


def binary_cross_entropy(p: np.ndarray, y: np.ndarray) -> float:
    """-1/m sum_i (y_i log p_i + (1 - y_i) log(1 - p_i)), 0 < p < 1 (torch clamps log at -100)."""
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def entropy(p: np.ndarray) -> float:
    """H(p) = -sum_x p(x) log p(x), p (C,), with 0 log 0 = 0 (torch: special.entr)."""
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def cross_entropy(p: np.ndarray, q: np.ndarray) -> float:
    """H(p, q) = -sum_x p(x) log q(x), p and q (C,); 0 log 0 = 0, and inf where q(x) = 0 < p(x).

    Slide "Maximum Likelihood Estimation"; torch's cross_entropy takes logits instead of q.
    """
    support = p > 0
    with np.errstate(divide="ignore"):
        return -np.sum(p[support] * np.log(q[support]))


def kl_divergence(p: np.ndarray, q: np.ndarray) -> float:
    """D(p || q) = H(p, q) - H(p) = sum_x p(x) log(p(x) / q(x)); inf where q(x) = 0 < p(x).

    torch's kl_div takes log q first, p second, and divides by C unless reduction="sum".
    """
    return cross_entropy(p, q) - entropy(p)


def l2_penalty(theta: np.ndarray, lam: float) -> float:
    """lambda ||theta||^2, the sum of squares of one array of any shape."""
    return lam * np.sum(theta**2)


def l2_grad(theta: np.ndarray, lam: float) -> np.ndarray:
    """d/dtheta lambda ||theta||^2 = 2 lambda theta (so torch's weight_decay is 2 lambda)."""
    return 2 * lam * theta
