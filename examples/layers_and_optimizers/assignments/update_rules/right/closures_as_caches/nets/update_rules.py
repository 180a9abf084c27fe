"""Settings come as a dictionary and go on as an object of our own."""

import numpy as np


class Rule:
    """Called with what it was given first, or with the state that it returned."""

    defaults = {}

    def __call__(self, w, dw, config=None):
        state = config if isinstance(config, State) else State({**self.defaults, **(config or {})})
        return self.step(w, dw, state), state


class State:
    def __init__(self, settings):
        self.settings = settings
        self.t = 0
        self.m = self.s = 0.0

    def __getattr__(self, name):
        return self.__dict__["settings"][name]


class Sgd(Rule):
    defaults = {"step_size": 0.02}

    def step(self, w, dw, state):
        return w - state.step_size * dw


class Momentum(Rule):
    defaults = {"step_size": 0.02, "inertia": 0.8}

    def step(self, w, dw, state):
        state.m = state.inertia * state.m - state.step_size * dw
        return w + state.m


class RmsProp(Rule):
    defaults = {"step_size": 0.02, "keep": 0.95, "epsilon": 1e-7}

    def step(self, w, dw, state):
        state.s = state.keep * state.s + (1 - state.keep) * np.square(dw)
        return w - state.step_size * dw / (np.sqrt(state.s) + state.epsilon)


class Adam(Rule):
    defaults = {"step_size": 0.005, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7}

    def step(self, w, dw, state):
        state.t += 1
        state.m = state.keep1 * state.m + (1 - state.keep1) * dw
        state.s = state.keep2 * state.s + (1 - state.keep2) * np.square(dw)
        root = np.sqrt(state.s / (1 - state.keep2**state.t))
        return w - state.step_size / (1 - state.keep1**state.t) * state.m / (root + state.epsilon)


sgd, momentum, rmsprop, adam = Sgd(), Momentum(), RmsProp(), Adam()
