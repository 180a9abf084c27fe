"""A small data set from a text file beside the assignment."""

from pathlib import Path
from typing import Any

import numpy as np

from .draw import Draw
from .generators import generator

__all__: list[str] = []

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@generator
def dataset(
    draw: Draw,
    folder: Path,
    file: str,
    train: int,
    dev: int,
    classes: int,
    shifted: bool = False,
) -> dict[str, Any]:
    """{"train": (X, gold), "dev": (X, gold)}: examples drawn from a file, no one twice.

    With `shifted`, every dev example has the label of the next class: what is learned is wrong
    there, and the dev loss rises while the train loss falls.

    A line of the file is an example: its class, a space, and one character per feature, 0-9 and
    a-z for 0 to 35; features are divided by the largest one that occurs.  Only the first `classes`
    classes are used.
    """
    path = folder / file
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    examples = [line.split() for line in lines if line and not line.startswith("#")]
    examples = [example for example in examples if int(example[0]) < classes]
    if train + dev > len(examples):
        raise ValueError(f"{train + dev} examples asked for, {path} has {len(examples)}")
    chosen = [examples[i] for i in draw.permutation(len(examples))[: train + dev]]
    gold = np.array([int(label) for label, _ in chosen], dtype=np.int64)
    X = np.array([[DIGITS.index(c) for c in features] for _, features in chosen], dtype=np.float64)
    largest = max(DIGITS.index(c) for _, features in examples for c in set(features))
    X /= largest
    gold_dev = (gold[train:] + 1) % classes if shifted else gold[train:]
    return {"train": (X[:train], gold[:train]), "dev": (X[train:], gold_dev)}
