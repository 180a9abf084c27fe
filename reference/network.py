"""Backpropagation on tensors: layers, vector-Jacobian products and the multilayer perceptron
(slides "Backpropagation Algorithm", its last paragraph, and "Neural Network Architecture").

The algorithm is that of `graph`, with nodes that are arrays: a local derivative becomes a Jacobian
J, and the contribution of a successor becomes u^T J, which is never built as a matrix.
"""

from collections.abc import Callable, Sequence

import numpy as np

from .activations import relu, relu_grad, sigmoid, sigmoid_grad, tanh, tanh_grad
from .losses import cross_entropy_logits_grad

__all__ = [
    "ACTIVATIONS",
    "layers_forward",
    "linear_backward",
    "mlp_backward",
    "mlp_forward",
    "vjp_tanh_linear",
]

Function = Callable[[np.ndarray], np.ndarray]

ACTIVATIONS: dict[str, tuple[Function, Function]] = {
    "relu": (relu, relu_grad),
    "tanh": (tanh, tanh_grad),
    "sigmoid": (sigmoid, sigmoid_grad),
}


def linear_backward(
    X: np.ndarray, W: np.ndarray, b: np.ndarray, dY: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients (dW, db, dX) of Y = X W + b, given dY = dL/dY.

    X (m, in), W (in, out), b (out,), dY (m, out):
    dW = X^T dY, db = sum of dY over the examples, dX = dY W^T.
    torch.nn.Linear keeps W as (out, in).
    """
    dW = X.T @ dY
    db = np.sum(dY, axis=0)
    dX = dY @ W.T
    return dW, db, dX


def vjp_tanh_linear(W: np.ndarray, x: np.ndarray, u: np.ndarray) -> np.ndarray:
    """u^T J for h = tanh(W x): W (out, in), x (in,), u (out,) -> (in,).

    J = diag(1 - h^2) W, so u^T J = W^T (u * (1 - h^2)).
    """
    h = np.tanh(W @ x)
    return W.T @ (u * (1 - h**2))


def layers_forward(
    parameters: Sequence[np.ndarray], X: np.ndarray, activation: str
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Forward propagation with everything kept: ([H0, H1 ...], [Z1, Z2 ...]).

    H0 = X, Z = H W + b, and H = f(Z) in every layer but the last, which is linear.
    """
    f, _ = ACTIVATIONS[activation]
    H, Z = [X], []
    for W, b in zip(parameters[::2], parameters[1::2]):
        Z.append(H[-1] @ W + b)
        H.append(f(Z[-1]))
    return H, Z


def mlp_forward(parameters: Sequence[np.ndarray], X: np.ndarray, activation: str) -> np.ndarray:
    """The logits (m, C) of an MLP with parameters [W1, b1, W2, b2 ...], W (in, out)."""
    _, Z = layers_forward(parameters, X, activation)
    return Z[-1]


def mlp_backward(
    parameters: Sequence[np.ndarray], X: np.ndarray, gold: np.ndarray, activation: str
) -> list[np.ndarray]:
    """dL/dparameters, in their order and shapes; L is the mean cross-entropy of the logits.

    Forward with every Z and H kept; dL/dZ of the last layer is (softmax(Z) - onehot) / m; from
    there, layer by layer, dW = H^T dZ, db = sum dZ, dH = dZ W^T, and dZ = dH * f'(Z) below.
    """
    _, f_grad = ACTIVATIONS[activation]
    layers = list(zip(parameters[::2], parameters[1::2]))
    H, Z = layers_forward(parameters, X, activation)
    dZ = cross_entropy_logits_grad(Z[-1], gold)
    gradients: list[np.ndarray] = []
    for k in range(len(layers) - 1, -1, -1):
        W, b = layers[k]
        dW, db, dH = linear_backward(H[k], W, b, dZ)
        gradients = [dW, db, *gradients]
        if k > 0:
            dZ = dH * f_grad(Z[k - 1])
    return gradients
