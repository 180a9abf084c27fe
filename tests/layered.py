"""A course whose submissions are packages: three modules, and files of the course beside them.

A tiny one of the shape that public courses have: `cs231n/layers.py`, which uses a package that is
not installed, `cs231n/optim.py`, and a softmax in a package of its own.
"""

from pathlib import Path

from grader.cases.build import draw_cases
from grader.golden.file import write
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.paper import Paper, public_paper, wanted_of
from grader.spec import load
from grader.submission.definitions import Wanted

NAME = "a1"
ASSIGNMENT = """\
assignment: a1
title: Layers and optimizers
seed: 3
modules:
  layers: cs231n/layers.py
  optim: cs231n/optim.py
  softmax: cs231n/classifiers/softmax.py
beside:
  past: stubs/past
  cs231n/fast_layers.py: stubs/fast_layers.py
exercises:
  - name: affine
    points: 4
    reference: solutions.affine
    no_oracle: it is one product
    cases:
      - {name: one, args: [{normal: {shape: [2, 3]}}, {normal: {shape: [3, 2]}}]}
  - name: relu
    points: 3
    reference: solutions.relu
    no_oracle: it is one maximum
    cases:
      - {name: one, args: [{normal: {shape: [2, 3]}}]}
  - name: sgd
    points: 2
    module: optim
    reference: solutions.sgd
    no_oracle: it is one step
    cases:
      - {name: one, args: [{normal: {shape: [3]}}, {normal: {shape: [3]}}, 0.1]}
  - name: softmax
    points: 1
    module: softmax
    reference: solutions.softmax
    no_oracle: it is one quotient
    cases:
      - {name: one, args: [{normal: {shape: [2, 3]}}]}
"""
SOLUTIONS = """\
import numpy as np

def affine(x, w):
    return x @ w

def relu(x):
    return np.maximum(x, 0)

def sgd(w, dw, rate):
    return w - rate * dw

def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def grown(x, out):
    return x + out.sum()
"""
LAYERS = b"""\
from past.builtins import xrange
from cs231n.fast_layers import product
from .layer_utils import positive

def affine(x, w):
    out = x.copy()[:, :w.shape[1]] * 0
    for i in xrange(len(x)):
        out[i] = product(x[i], w)
    return out

def relu(x):
    return positive(x)
"""
UTILS = b"""\
import numpy as np

def positive(x):
    return np.maximum(x, 0)
"""
OPTIM = b"""\
def sgd(w, dw, rate):
    return w - rate * dw
"""
SOFTMAX = b"""\
import numpy as np
from ..layers import relu

def softmax(x):
    assert (relu(x) >= 0).all()
    e = np.exp(x)
    return e / e.sum(axis=1, keepdims=True)
"""
TEMPLATES = {
    "cs231n/layers.py": """\
def affine(x, w):
    \"\"\"The product.\"\"\"
    raise NotImplementedError


def relu(x):
    \"\"\"The positive part.\"\"\"
    raise NotImplementedError
""",
    "cs231n/optim.py": """\
def sgd(w, dw, rate):
    \"\"\"One step.\"\"\"
    raise NotImplementedError
""",
    "cs231n/classifiers/softmax.py": """\
def softmax(x):
    \"\"\"Probabilities by row.\"\"\"
    raise NotImplementedError
""",
}
STUBS = {
    "past/__init__.py": "",
    "past/builtins.py": "xrange = range\n",
    "fast_layers.py": "def product(x, w):\n    return x @ w\n",
}
#: What a student hands in who has everything right.
RIGHT = {
    "cs231n/layers.py": LAYERS,
    "cs231n/layer_utils.py": UTILS,
    "cs231n/optim.py": OPTIM,
    "cs231n/classifiers/softmax.py": SOFTMAX,
}


def make_course(folder: Path, assignment: str = ASSIGNMENT) -> Path:
    """The course, with its golden values, in a folder that is made."""
    own = folder / "assignments" / NAME
    texts = {
        own / "assignment.yaml": assignment,
        own / "handout.md": "`affine`, `relu`, `sgd`, `softmax`\n",
        folder / "reference/solutions.py": SOLUTIONS,
        **{own / "stubs" / name: text for name, text in STUBS.items()},
        **{folder / "student_template" / NAME / name: text for name, text in TEMPLATES.items()},
    }
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    loaded, source = load(own)
    cases = draw_cases(loaded, source)
    write(loaded, cases, make(read_sources(folder), loaded, cases), {}, "none")
    return folder


def paper_of(course: Path) -> Paper:
    """What submissions to it are held to."""
    return public_paper(course / "assignments" / NAME)


def wanted_in(course: Path) -> Wanted:
    """What its assignment asks for."""
    return wanted_of(paper_of(course).assignment)


def hand_in(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with a student's files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder
