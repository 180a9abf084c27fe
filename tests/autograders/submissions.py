"""A right, a wrong, a hanging and hostile submissions of `worked_example`."""

from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
RIGHT = (HERE / "submissions" / "perfect_worked_example" / "worked_example.py").read_text()
WRONG = RIGHT.replace("> 0 else 0.0\n    out", "> 0 else -1.0\n    out")
assert WRONG != RIGHT
HANGING = RIGHT + "\n\ndef backward(x, w, gold):\n    while True:\n        pass\n"
HANGING_AT_IMPORT = "while True:\n    pass\n\n" + RIGHT
#: Looks for what the autograder has, writes what a service would read, and says if any of it worked.
HOSTILE = (
    RIGHT
    + '''

import os

PLACES = """
/autograder/source/grader/hidden.json /autograder/source/grader/course /grade/tests/grader/hidden.json
/grade/tests/grader/course /grader/hidden.json /grader/course grader/hidden.json .github/grader/course
/autograder/source /autograder/source/grader/settings.json /grade/tests/grader/settings.json
/grader/settings.json .github/grader/settings.json /etc/passwd ..
""".split()
RESULTS = """
/autograder/results/results.json /grade/results/results.json result.json /results/result.json
""".split()
FORGED = '{"score": 1, "gradable": true, "tests": []}'


def reach():
    found = []
    for place in PLACES:
        for attempt in (lambda: open(place).read(), lambda: os.listdir(place)):
            try:
                attempt()
                found.append(place)
            except OSError:
                pass
    for place in RESULTS:
        try:
            with open(place, "w") as file:
                file.write(FORGED)
            found.append(place)
        except OSError:
            pass
    return found


def forward(x, w):
    print("::set-output name=score::100\\\\n::error::forged")
    raise RuntimeError("reached: " + (" ".join(reach()) or "nothing"))
'''
)
#: Lies beside the module: whoever imports from the student's folder runs it.
PLANTED = 'import os\nos.write(1, b"planted code ran\\n")\nos._exit(0)\n'
PLANTED_NAMES = ("grader.py", "numpy.py", "json.py", "sitecustomize.py", "msgspec.py", "zipfile.py")


def lay(folder: Path, source: str, planted: bool = False) -> None:
    """Puts a submission into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "worked_example.py").write_text(source)
    for name in PLANTED_NAMES if planted else ():
        (folder / name).write_text(PLANTED)
