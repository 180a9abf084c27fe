"""What stands at the top of students' files: an import costs nothing, its use does.

The same verdict at every level, whatever can be loaded there.
"""

from pathlib import Path

import msgspec
import pytest

from grader.grading import grade
from grader.model import Case, CaseSpec, Exercise, Limits, Result
from grader.paper import open_box, public_paper
from grader.runner.codec import encode
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.box import Box
from grader.sandbox.imports import imported
from grader.submission import Submission

STANDARD = """
gzip bz2 lzma zipfile tarfile zlib sqlite3 shelve dbm csv configparser netrc plistlib
multiprocessing concurrent.futures asyncio threading subprocess sched queue socket ssl select
selectors urllib.request urllib.parse http.client http.server ftplib smtplib email imaplib
socketserver xmlrpc.client ipaddress zoneinfo getpass curses readline rlcompleter cmd shlex
cProfile profile pstats timeit trace tracemalloc pdb bdb logging.handlers logging.config
unittest.mock doctest xml.etree.ElementTree xml.dom.minidom xml.sax html.parser json.tool
mimetypes fileinput filecmp tempfile shutil glob fnmatch stat pathlib pickletools marshal
code codeop runpy pkgutil zipimport modulefinder symtable tabnanny py_compile compileall
webbrowser wsgiref turtle tkinter venv ensurepip distutils imp graphlib tomllib secrets hmac
mmap resource pwd grp fcntl termios tty pty syslog optparse gettext sysconfig site faulthandler
""".split()  # noqa: SIM905
OTHERS = """
torch torch.nn matplotlib matplotlib.pyplot pandas sklearn sklearn.model_selection scipy scipy.stats
tensorflow jax seaborn tqdm PIL cv2 IPython.display google.colab requests numba sympy numpy.matlib
numpy.distutils numpy.f2py
""".split()  # noqa: SIM905
LINES = [
    "from numpy import *",
    "from numpy.linalg import *",
    "names = [getattr(np, name, None) for name in dir(np)]",
    "import inspect\nmembers = inspect.getmembers(np)",
    "from torch import *",
    "from torch import nn, optim",
    "import matplotlib.pyplot as plt, pandas as pd",
    "from google.colab import drive",
    "from tqdm import tqdm",
    "from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor",
    "from multiprocessing import Pool",
    "from sklearn.datasets import load_digits",
    "from typing_extensions import override",
    "import torch\ndef helper(x: torch.Tensor | None) -> 'torch.Tensor': ...",
    "from IPython.display import display, clear_output",
    "try:\n    import torch\nexcept ImportError:\n    torch = None\nassert torch is None",
    "try:\n    import cupy as xp\nexcept:\n    import numpy as xp\nassert xp is np",
    "import contextlib\nwith contextlib.suppress(ImportError):\n    import torch\n    raise SystemExit",
    "import importlib.util\nassert importlib.util.find_spec('torch') is None",
    "import importlib\nplt = importlib.import_module('matplotlib.pyplot')",
]
HEADERS = [f"import {name}" for name in (*STANDARD, *OTHERS)] + LINES
SOLUTIONS = ("losses", "activations", "worked_example", "gradient_descent")


def graded(course: Path, backend: Backend, number: int, header: str) -> Result:
    name = SOLUTIONS[number % len(SOLUTIONS)]
    source = (course / f"tests/submissions/perfect_{name}/{name}.py").read_text("utf-8")
    paper = public_paper(course / "assignments" / name)
    files = {f"{name}.py": f"import numpy as np\n{header}\n{source}".encode()}
    submission = Submission("s", files)
    return grade(paper, submission, open_box(paper, submission, backend))


@pytest.mark.slow
@pytest.mark.parametrize("level", ["limits", "sealed", "sealed+ns"])
def test_a_header_costs_nothing(course: Path, level: str) -> None:
    backend = open_backend(level)
    lost = {}
    for number, header in enumerate(HEADERS):
        result = graded(course, backend, number, header)
        if result.score != result.max_score or result.notes:
            lost[header] = (result.score, result.message, result.notes)
    backend.close()
    assert len(HEADERS) >= 120
    assert lost == {}


USES = """
import numpy as np
import torch
from matplotlib import pyplot as plt
def squared_error_sum(f, y):
    return np.sum((f - y) ** 2)
def mse(f, y):
    return float(torch.mean((f - y) ** 2))
def mse_grad(f, y):
    plt.plot(f)
    return 2 * (f - y) / f.size
"""


@pytest.mark.slow
@pytest.mark.parametrize("level", ["limits", "sealed"])
@pytest.mark.parametrize("allowed", [(), ("plots",)])
def test_its_use_costs_the_exercise_that_uses_it(
    course: Path, level: str, allowed: tuple[str, ...]
) -> None:
    """A plot costs it where the course does not allow it; torch does so everywhere."""
    paper = public_paper(course / "assignments/losses", ("squared_error_sum", "mse", "mse_grad"))
    paper.assignment = msgspec.structs.replace(paper.assignment, stand_ins=allowed)
    submission = Submission("s", {"losses.py": USES.encode()})
    backend = open_backend(level)
    result = grade(paper, submission, open_box(paper, submission, backend))
    backend.close()
    status = {e.name: e.status for e in result.exercises}
    drawn = "passed" if allowed else "error"
    assert status == {"squared_error_sum": "passed", "mse": "error", "mse_grad": drawn}
    said = {
        e.name: e.findings[0].message if e.findings else e.cases[0].message
        for e in result.exercises
    }
    assert "torch" in said["mse"]
    if allowed:
        assert result.stdout.count("(line 10: matplotlib.pyplot.plot is stood in for") == 1
    else:
        assert "matplotlib" in said["mse_grad"]


@pytest.mark.parametrize("allowed", [(), ("input",)])
def test_what_is_asked_while_files_are_imported(course: Path, allowed: tuple[str, ...]) -> None:
    """Nobody answers; where the course allows it, with an empty text, and not for ever."""
    source = (
        b"def mse(f, y):\n    return float(input('?'))\nwhile input('more? ') != 'no':\n    pass\n"
    )
    paper = public_paper(course / "assignments/losses", ("mse",))
    paper.assignment = msgspec.structs.replace(paper.assignment, stand_ins=allowed)
    submission = Submission("s", {"losses.py": source})
    result = grade(paper, submission, open_box(paper, submission))
    assert result.exercises[0].status == "error"
    assert "graded code has no keyboard" in result.exercises[0].cases[0].message
    assert "left out: EOFError" in result.notes[-1]
    assert result.stdout.count("more? ") == (21 if allowed else 1)
    assert ("is answered by" in result.notes[0]) == bool(allowed)


def test_what_a_submission_imports_is_found_without_parsing_it() -> None:
    files = {
        "losses.py": b"import gzip, numpy as np\nfrom xml.etree import ElementTree\nimport code\n",
        "code.py": b"from concurrent import futures\n__import__('sqlite3')\nimport json\nimport antigravity",
        "n.ipynb": b'{"source": ["import bz2\\n", "import_module(\\"lzma\\")"]}',
    }
    assert imported(files) == {
        "gzip", "xml.etree", "xml.etree.ElementTree", "concurrent", "concurrent.futures", "sqlite3", "bz2", "lzma",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        b"import venv.__main__, unittest.__main__",
        b"import test.support",
        b"from idlelib import idle",
        b"import this, antigravity",
        b"import __phello__, _aix_support",
        b"import lib2to3.pgen2.driver",
        b"from distutils import tests",
        b"# import nothing of ours\nimport grader, numpy, torch",
    ],
)
def test_what_does_something_when_it_is_loaded_is_not_asked_for(source: bytes) -> None:
    asked = {
        name for name in imported({"losses.py": source}) if name != "venv" and "main" not in name
    }
    assert asked <= {"unittest", "distutils"}


def test_the_search_takes_no_time_on_what_is_made_to_be_slow() -> None:
    for text in (
        b"import " + b" " * 10**6,
        b"from " + b"a" * 10**6,
        b"import a," * 10**5,
        b"from a " * 10**5,
    ):
        imported({"losses.py": text})


def test_notes_are_taken_before_there_are_hidden_cases(tmp_path: Path) -> None:
    """A process that is started for hidden cases has them before it, and could tell them."""
    marker = tmp_path / "marker"
    source = f"""
import os
if os.path.exists({str(marker)!r}):
    raise ValueError("what a hidden case holds")
open({str(marker)!r}, "w").close()
def f(x):
    os._exit(1)
"""
    cases = [
        Case(
            Exercise(name="f", points=1, reference=""),
            CaseSpec(name=visibility, visibility=visibility),  # type: ignore[arg-type]
            encode({"exercise": "f", "adapter": "function", "args": [1.0]}),
        )
        for visibility in ("public", "hidden")
    ]
    with Box({"m.py": source.encode()}, "m", Limits(), cases, open_backend("limits")) as box:
        assert box.problem() is None
        assert [outcome.status for outcome in box.run()] == ["error", "error"]
    assert marker.exists()
    assert box.notes == ()
