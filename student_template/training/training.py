"""A whole training run.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def early_stopping(dev_losses, patience):
    """(best_epoch, last_epoch), from 0."""
    raise NotImplementedError


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    """One step of Adam with L2 regularization: (theta, state)."""
    raise NotImplementedError


def accuracy(logits, gold):
    """The share of right predictions."""
    raise NotImplementedError


def generalization_gap(train_losses, dev_losses):
    """Dev minus train, per epoch."""
    raise NotImplementedError


def select_hyperparameters(dev_losses):
    """The setting with the smallest dev loss."""
    raise NotImplementedError


def train(parameters, data, settings):
    """Trains an MLP with early stopping; returns the history."""
    raise NotImplementedError
