"""The numbers of docs/conventions.md: python benchmarks/conventions.py (needs torch)."""

import math

import numpy as np
import torch

from reference import losses, optimizers

EPS = 1e-8
rng = np.random.default_rng(0)


def run(optimizer, gradients, theta):  # type: ignore[no-untyped-def]
    at, rows = [theta], []
    for g in gradients:
        at = optimizer.step(at, lambda _, g=g: [g])
        rows.append(at[0])
    return np.array(rows)


def apart(a, b, start):  # type: ignore[no-untyped-def]
    return float(np.max(np.abs(a - b)) / np.max(np.abs(b - start)))


def factor(t: int, b1: float = 0.9, b2: float = 0.999) -> float:
    return math.sqrt(1 - b2**t) / (1 - b1**t)


print("second slide of Adam, as printed: the step is multiplied by f(t) = sqrt(1-b2^t)/(1-b1^t)")
lowest = min(range(1, 200), key=factor)
print(
    f"  f(1) = {factor(1):.3f}, smallest f({lowest}) = {factor(lowest):.3f}, f(1000) = {factor(1000):.3f}"
)
print(
    f"alpha_t with epsilon not scaled: effective epsilon at t = 1 is {1 / (1 - 0.999):.0f} times epsilon"
)

theta, gradients = rng.normal(size=3), rng.normal(size=(20, 3))


class Literal(optimizers.AdamEfficient):
    def step(self, theta, gradient):  # type: ignore[no-untyped-def]
        g = gradient(theta)
        if not self.s:
            self.s, self.r = optimizers.zeros(theta), optimizers.zeros(theta)
        self.t += 1
        self.s = [self.beta1 * s + (1 - self.beta1) * d for s, d in zip(self.s, g)]
        self.r = [self.beta2 * r + (1 - self.beta2) * d**2 for r, d in zip(self.r, g)]
        alpha_t = self.alpha * factor(self.t, self.beta1, self.beta2)
        return [
            p - alpha_t / np.sqrt(r / (1 - self.beta2**self.t) + EPS) * s / (1 - self.beta1**self.t)
            for p, s, r in zip(theta, self.s, self.r)
        ]


adam = run(optimizers.Adam(0.01), gradients, theta)
print(
    f"  20 steps apart from Adam by {apart(run(Literal(0.01), gradients, theta), adam, theta):.2f} of the way"
)
both = apart(run(optimizers.AdamEfficient(0.01), gradients, theta), adam, theta)
print(f"the form with r, s and epsilon (1 - b2^t): {both:.1e}")

print("epsilon inside the root or outside, RMSProp, 20 steps, relative to the way walked:")
for size in (1.0, 1e-2, 1e-4, 1e-6):
    p = torch.tensor(theta, requires_grad=True)
    stock = torch.optim.RMSprop([p], lr=0.01, alpha=0.9, eps=EPS)
    rows = []
    for g in gradients * size:
        p.grad = torch.tensor(g)
        stock.step()
        rows.append(p.detach().numpy().copy())
    inside = run(optimizers.RMSProp(0.01, 0.9), gradients * size, theta)
    print(f"  gradients of about {size:.0e}: {apart(np.array(rows), inside, theta):.1e}")

print("ReLU' at 0 in torch: relu, clamp(min=0), maximum(x, 0):")
for f in (torch.relu, lambda x: x.clamp(min=0), lambda x: torch.maximum(x, torch.zeros(()))):
    x = torch.zeros((), requires_grad=True)
    f(x).backward()
    print(f"  {float(x.grad):g}")

f, y = rng.normal(size=10), rng.normal(size=10)
normal = torch.distributions.Normal(torch.tensor(f), torch.tensor(0.3))
right = -float(normal.log_prob(torch.tensor(y)).sum())
constants = 10 * np.log(0.3) + 5 * np.log(2 * np.pi)
slide = -constants + np.sum((y - f) ** 2) / (2 * 0.3**2)
print(f"Gaussian NLL, 10 examples, sigma 0.3: {losses.gaussian_nll(f, y, 0.3):.4f},"
      f" torch {right:.4f}, signs of the slide {slide:.4f}")  # fmt: skip

print("momentum under alpha = 0.1 / (1 + t/5): v of the lecture against torch's buffer, 30 steps")
p = torch.zeros(3, dtype=torch.float64, requires_grad=True)
torch_sgd = torch.optim.SGD([p], lr=0.1, momentum=0.9)
v, at, worst = np.zeros(3), np.zeros(3), 0.0
for t, g in enumerate(rng.normal(size=(30, 3))):
    alpha = 0.1 / (1 + t / 5)
    v = 0.9 * v - alpha * g
    at = at + v
    torch_sgd.param_groups[0]["lr"] = alpha
    p.grad = torch.tensor(g)
    torch_sgd.step()
    worst = max(worst, float(np.max(np.abs(at - p.detach().numpy()))))
print(f"  {worst:.2f} apart; with a constant alpha they are equal")
