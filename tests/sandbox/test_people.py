"""Root, an ordinary user, and one without user namespaces: which levels they get, and the same verdicts."""

import json
import os
import sys

import pytest

from .people import as_user, without_namespaces

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sealing is Linux's")

CODE = """
import json, os, sys
sys.path.insert(0, "tests")
from attacks.suite import run
from grader.sandbox.levels import look
levels = {f.level: f.problem for f in look()}
best = next(level for level, problem in levels.items() if not problem)
found = run(best, int(sys.argv[1]))
print(json.dumps({"user": os.getuid(), "levels": levels, "wrong": found.wrong, "verdicts": found.verdicts}))
"""
EVERY = os.environ.get("EVERY", "12")


@pytest.mark.slow
def test_an_ordinary_user_gets_the_best_level_and_the_same_verdicts_as_root() -> None:
    run = as_user("-c", CODE, EVERY)
    assert run.returncode == 0, run.stderr
    mine = json.loads(run.stdout)
    assert mine["user"] != 0
    assert mine["levels"] == {"sealed+ns": "", "sealed": "", "limits": ""}
    assert mine["wrong"] == {}
    from attacks.suite import run as suite

    assert os.getuid() != 0 or suite("sealed+ns", int(EVERY)).verdicts == mine["verdicts"]


@pytest.mark.slow
def test_where_user_namespaces_are_refused_it_is_sealed() -> None:
    run = without_namespaces("-c", CODE, EVERY)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert "namespace" in found["levels"]["sealed+ns"]
    assert found["levels"]["sealed"] == ""
    assert found["wrong"] == {}
    assert len(found["verdicts"]) > 0
