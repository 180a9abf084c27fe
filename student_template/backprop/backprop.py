"""Backpropagation on scalars and on tensors.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def graph_forward(graph, inputs):
    """The values u of all nodes, an array (len(graph),)."""
    raise NotImplementedError


def graph_backward(graph, inputs):
    """The derivatives of the last node with respect to all nodes, (len(graph),)."""
    raise NotImplementedError


def linear_backward(X, W, b, dY):
    """(dW, db, dX) of Y = X W + b."""
    raise NotImplementedError


def vjp_tanh_linear(W, x, u):
    """u^T J for h = tanh(W x), J = dh/dx."""
    raise NotImplementedError


def mlp_forward(parameters, X, activation):
    """The logits (m, C) of an MLP [W1, b1, W2, b2, ...]."""
    raise NotImplementedError


def mlp_backward(parameters, X, gold, activation):
    """The gradients of the mean cross-entropy, in the order of parameters."""
    raise NotImplementedError
