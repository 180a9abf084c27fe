import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from google.colab import drive
from tqdm import tqdm

drive.mount("/content/drive")
name = input("What is your name? ")
sns.set_theme(style="whitegrid")
fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
(line,) = left.plot([0, 1], [0, 1], label=name)
right.set_title(f"by {name}")
for _ in tqdm(range(3)):
    plt.pause(0.1)
with plt.style.context("ggplot"):
    plt.show()


def sigmoid(x):
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(x)))


def sigmoid_grad(x):
    y = sigmoid(x)
    return y - y * y


def tanh_grad(x):
    return 1.0 / np.cosh(x) ** 2


def relu(x):
    x = np.array(x, dtype=float)
    plt.plot(x.ravel())
    x[x < 0] = 0
    return x


def relu_grad(x):
    return (np.asarray(x) > 0).astype(float)


def softmax(z):
    rows = []
    for row in z:
        e = np.exp(row - row.max())
        rows.append(e / e.sum())
    return np.array(rows)


def softmax_jacobian(z):
    s = softmax(z.reshape(1, -1))[0]
    J = np.empty((len(s), len(s)))
    for i in range(len(s)):
        for j in range(len(s)):
            J[i, j] = s[i] * (1 - s[i]) if i == j else -s[i] * s[j]
    return J
