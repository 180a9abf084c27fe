"""Style: classes for layers, network, optimizers and early stopping."""

import copy

import numpy as np


class Dense:
    def __init__(self, W, b):
        self.W = np.array(W, dtype=np.float64)
        self.b = np.array(b, dtype=np.float64)
        self.params = ["W", "b"]

    def __call__(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dY):
        self.dW = self.X.T @ dY
        self.db = dY.sum(axis=0)
        return dY @ self.W.T


class Relu:
    params = []

    def __call__(self, Z):
        self.mask = Z > 0
        return np.where(self.mask, Z, 0.0)

    def backward(self, dA):
        return np.where(self.mask, dA, 0.0)


class Tanh:
    params = []

    def __call__(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dA):
        return dA * (1 - self.A**2)


class Sigmoid:
    params = []

    def __call__(self, Z):
        e = np.exp(-np.abs(Z))
        self.A = np.where(Z < 0, e, 1) / (1 + e)
        return self.A

    def backward(self, dA):
        return dA * self.A * (1 - self.A)


class Network:
    def __init__(self, parameters, activation):
        self.layers = []
        for i in range(0, len(parameters), 2):
            if i > 0:
                self.layers.append({"relu": Relu, "tanh": Tanh, "sigmoid": Sigmoid}[activation]())
            self.layers.append(Dense(parameters[i], parameters[i + 1]))

    def logits(self, X):
        for layer in self.layers:
            X = layer(X)
        return X

    def loss(self, X, gold):
        p = softmax(self.logits(X), log=True)
        return float(-sum(p[i, c] for i, c in enumerate(gold)) / len(gold))

    def slots(self):
        for layer in self.layers:
            for name in layer.params:
                yield layer, name

    def backward(self, X, gold, lam):
        d = softmax(self.logits(X))
        for i, c in enumerate(gold):
            d[i, c] -= 1
        d /= len(gold)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.dW += 2 * lam * layer.W

    def parameters(self):
        return [getattr(layer, name).copy() for layer, name in self.slots()]


def softmax(Z, log=False):
    Z = Z - np.max(Z, axis=1, keepdims=True)
    logp = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return logp if log else np.exp(logp)


class Optimizer:
    """works on the attributes of the layers"""

    def __init__(self, **hyper):
        self.epsilon = 1e-8
        self.__dict__.update(hyper)
        self.memory = {}
        self.t = 0

    def get(self, key, name):
        return self.memory.get((key, name), 0.0)

    def before(self, network):
        pass

    def after(self, network):
        self.t += 1
        for k, (layer, name) in enumerate(network.slots()):
            g = getattr(layer, "d" + name)
            setattr(layer, name, getattr(layer, name) + self.change(k, g))


class SGD(Optimizer):
    def change(self, k, g):
        return -self.alpha * g


class Momentum(Optimizer):
    def change(self, k, g):
        self.memory[k, "v"] = self.beta * self.get(k, "v") - self.alpha * g
        return self.memory[k, "v"]


class Nesterov(Momentum):
    def before(self, network):
        for k, (layer, name) in enumerate(network.slots()):
            setattr(layer, name, getattr(layer, name) + self.beta * self.get(k, "v"))

    def change(self, k, g):
        super().change(k, g)
        return -self.alpha * g


class AdaGrad(Optimizer):
    def accumulate(self, k, g):
        return self.get(k, "r") + g * g

    def change(self, k, g):
        self.memory[k, "r"] = self.accumulate(k, g)
        return -self.alpha / np.sqrt(self.memory[k, "r"] + self.epsilon) * g


class RMSProp(AdaGrad):
    def accumulate(self, k, g):
        return self.beta * self.get(k, "r") + (1 - self.beta) * g * g


class Adam(Optimizer):
    def change(self, k, g):
        s = self.memory[k, "s"] = self.beta1 * self.get(k, "s") + (1 - self.beta1) * g
        r = self.memory[k, "r"] = self.beta2 * self.get(k, "r") + (1 - self.beta2) * g * g
        s_hat = s / (1 - self.beta1**self.t)
        r_hat = r / (1 - self.beta2**self.t)
        return -self.alpha * s_hat / np.sqrt(r_hat + self.epsilon)


OPTIMIZERS = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}


class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best = float("inf")
        self.best_epoch = 0
        self.epoch = -1

    def update(self, loss):
        """True if this is the best so far"""
        self.epoch += 1
        if loss < self.best:
            self.best, self.best_epoch = loss, self.epoch
            return True
        return False

    @property
    def finished(self):
        return self.epoch - self.best_epoch >= self.patience


def early_stopping(dev_losses, patience):
    watch = EarlyStopping(patience)
    for loss in dev_losses:
        watch.update(loss)
        if watch.finished:
            break
    return watch.best_epoch, watch.epoch


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    adam = copy.deepcopy(state.get("optimizer")) or Adam()
    adam.alpha, adam.beta1, adam.beta2, adam.epsilon = alpha, beta1, beta2, epsilon
    adam.t += 1
    new = []
    for k, (w, g) in enumerate(zip(theta, gradients)):
        g = np.array(g, dtype=np.float64)
        if len(w.shape) == 2:
            g += 2 * lam * w
        new.append(w + adam.change(k, g))
    return new, {"optimizer": adam}


def accuracy(logits, gold):
    return sum(int(row.argmax()) == int(c) for row, c in zip(logits, gold)) / len(logits)


def generalization_gap(train_losses, dev_losses):
    return (dev_losses - train_losses).astype(np.float64)


def select_hyperparameters(dev_losses):
    ranked = sorted(dev_losses.items(), key=lambda item: min(item[1]))
    return ranked[0][0]


def train(parameters, data, settings):
    network = Network(parameters, settings["activation"])
    optimizer = OPTIMIZERS[settings["optimizer"]](**settings["hyperparameters"])
    watch = EarlyStopping(settings["patience"])
    X, gold = data["train"]
    history = {"train_losses": [], "dev_losses": [], "parameters": network.parameters()}
    for permutation in settings["permutations"]:
        for k in range(-(-len(permutation) // settings["m"])):
            batch = permutation[k * settings["m"] : (k + 1) * settings["m"]]
            optimizer.before(network)
            network.backward(X[batch], gold[batch], settings["lam"])
            optimizer.after(network)
        history["train_losses"].append(network.loss(X, gold))
        history["dev_losses"].append(network.loss(*data["dev"]))
        if watch.update(history["dev_losses"][-1]):
            history["parameters"] = network.parameters()
        if watch.finished:
            break
    history["train_losses"] = np.array(history["train_losses"])
    history["dev_losses"] = np.array(history["dev_losses"])
    history["best_epoch"] = watch.best_epoch
    return history
