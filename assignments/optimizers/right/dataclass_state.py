"""Style: frozen dataclasses as state, replaced after each step; pure functions for the rules."""

from dataclasses import dataclass, field, replace

import numpy as np


@dataclass(frozen=True)
class Slot:
    """what is kept for one tensor"""

    first: np.ndarray | float = 0.0
    second: np.ndarray | float = 0.0
    age: int = 0


@dataclass
class Base:
    alpha: float
    slots: dict = field(default_factory=dict, init=False)

    def step(self, theta, gradient):
        grads = [g.astype(np.float64) for g in gradient(theta)]
        result = []
        for key, (w, g) in enumerate(zip(theta, grads)):
            slot = self.advance(self.slots.get(key, Slot()), g)
            self.slots[key] = slot
            result.append(np.subtract(w, self.delta(slot, g)))
        return result

    def advance(self, slot, g):
        return slot

    def delta(self, slot, g):
        return np.multiply(self.alpha, g)


@dataclass
class SGD(Base):
    pass


@dataclass
class Momentum(Base):
    beta: float

    def advance(self, slot, g):
        # without the sign: first = -v
        return replace(slot, first=np.add(self.beta * slot.first, self.alpha * g))

    def delta(self, slot, g):
        return slot.first


@dataclass
class Nesterov(Base):
    beta: float

    def step(self, theta, gradient):
        slots = [self.slots.get(k, Slot(first=np.zeros(w.shape))) for k, w in enumerate(theta)]
        interim = [np.add(w, self.beta * slot.first) for w, slot in zip(theta, slots)]
        pulls = [np.multiply(self.alpha, g) for g in gradient([w.copy() for w in interim])]
        for k, (slot, pull) in enumerate(zip(slots, pulls)):
            self.slots[k] = replace(
                slot, first=np.subtract(self.beta * slot.first, pull), age=slot.age + 1
            )
        return [np.subtract(w, pull) for w, pull in zip(interim, pulls)]


@dataclass
class AdaGrad(Base):
    epsilon: float = 1e-8

    def advance(self, slot, g):
        return replace(slot, second=slot.second + g * g)

    def delta(self, slot, g):
        return np.divide(self.alpha, np.sqrt(slot.second + self.epsilon)) * g


@dataclass
class RMSProp(Base):
    beta: float
    epsilon: float = 1e-8

    def advance(self, slot, g):
        return replace(slot, second=self.beta * slot.second + (1.0 - self.beta) * g**2)

    def delta(self, slot, g):
        return np.divide(self.alpha, np.sqrt(slot.second + self.epsilon)) * g


@dataclass
class Adam(Base):
    alpha: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def advance(self, slot, g):
        return Slot(
            first=self.beta1 * slot.first + (1.0 - self.beta1) * g,
            second=self.beta2 * slot.second + (1.0 - self.beta2) * g**2,
            age=slot.age + 1,
        )

    def delta(self, slot, g):
        first = slot.first / (1.0 - self.beta1**slot.age)
        second = slot.second / (1.0 - self.beta2**slot.age)
        return np.divide(self.alpha, np.sqrt(second + self.epsilon)) * first


@dataclass
class AdamEfficient(Adam):
    def delta(self, slot, g):
        left = 1.0 - self.beta2**slot.age
        alpha_t = self.alpha * left**0.5 / (1.0 - self.beta1**slot.age)
        return np.divide(alpha_t, np.sqrt(slot.second + left * self.epsilon)) * slot.first


def ema_closed_form(gradients, beta):
    T = gradients.shape[0]
    weights = np.array([(1.0 - beta) * beta**age for age in reversed(range(T))])
    return np.tensordot(weights, gradients * gradients.astype(float), axes=([0], [0]))


def bias_correction(r, beta, t):
    return np.true_divide(r, np.subtract(1.0, beta**t))
