"""Begins an autograder: unpacks the wheels beside this file, and grades with them.

    python3 -I start.py fits          whether the wheels fit this Python: exit code 0 or 3
    python3 -I start.py unpack        unpacks them once, for all submissions
    python3 -I start.py TARGET        grades the submission that the service has laid down

It is copied into the autograder, imports the standard library alone, and any Python 3 can read it.
With -I, nothing of the folder that it is started in, which may be the student's, is imported.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
DONE = "complete"
#: What CPython's wheels are called by.
TAG = f"cp{sys.version_info[0]}{sys.version_info[1]}"


def main(arguments: "list[str]") -> int:
    with open(os.path.join(HERE, "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here not in settings["pythons"]:
        wanted = " or ".join(settings["pythons"])
        print(f"grader: the wheels are for Python {wanted}, this is {here}", file=sys.stderr)
        return 3
    if arguments == ["fits"]:
        return 0
    sys.path.insert(0, unpacked(settings["fetch"]))
    from grader.autograders.__main__ import main

    if arguments == ["unpack"]:
        return 0
    return main([HERE, *arguments])


def unpacked(fetch: "list[str]") -> str:
    """The folder with everything that is imported; beside this file, where one can write there."""
    folder = os.path.join(HERE, f"installed-{TAG}")
    if os.path.exists(os.path.join(folder, DONE)):
        return folder
    try:
        draft = tempfile.mkdtemp(dir=HERE)
    except OSError:
        folder = draft = tempfile.mkdtemp()
    os.chmod(draft, 0o755)  # root becomes nobody before it runs a student's code
    for name in sorted(os.listdir(os.path.join(HERE, "wheels"))):
        if fits(name):
            with zipfile.ZipFile(os.path.join(HERE, "wheels", name)) as wheel:
                wheel.extractall(draft)
    if fetch:
        pip = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--only-binary", ":all:", "--target", draft, *fetch], check=True)
    open(os.path.join(draft, DONE), "w").close()
    if draft != folder:
        os.rename(draft, folder)
    return folder


def fits(wheel: str) -> bool:
    """Whether a wheel is for every Python or for this one."""
    tag = wheel[: -len(".whl")].split("-")[-3]
    return tag in ("py3", "py2.py3", TAG)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
