"""The student's kit of an assignment: one zip with all that is needed at home.

Template, hand-out, public golden values, fingerprints, the course's own adapters, and the wheel of
the grader, which holds those of our own course as well: whoever installs it grades exactly as a
checkout does.  No reference, no mistakes (their edits quote right lines), no right solution, no
hidden case.
"""

from collections.abc import Mapping
from pathlib import Path

from .adapters import files_of
from .course import assignment_folder, find_course, templates
from .errors import ConfigurationError
from .files import joined, python_files, read_bytes, write_atomic_bytes, zipped
from .model import Assignment

__all__ = ["SHARED", "kit_files", "shared_files", "write_kit"]

#: Of an assignment's folder, what a student may have; scripts/wheel_data.py has the same.
SHARED = (
    "assignment.yaml",
    "handout.md",
    "golden.json",
    "fingerprints.json",
    "pictures.json",
    "*.txt",
    "*.ATTRIBUTION.md",
)
#: What is not there where an author wrote nothing that it is made from.
MADE_FROM = {"fingerprints.json": "mistakes.yaml", "pictures.json": "pictures.yaml"}

README = """# {title}

    python3 -m venv env                      # Python 3.11 or newer
    env/bin/python -m pip install {wheel}    # Windows: env\\Scripts\\python
    env/bin/grader check work{option}

Read work/handout.md, fill in {files}, and check as often as you like; `--explain` tells
more, `--html report.html` makes a page of it.  Nothing is sent anywhere.
"""


def kit_files(course: Path, assignment: Assignment, wheel: Path) -> dict[str, bytes]:
    """Path in the kit -> content.  Raises ConfigurationError when a part of it is missing."""
    name = assignment.name
    parts = {f"work/{path}": file for path, file in templates(course, name).items()}
    parts["work/handout.md"] = assignment_folder(course, name) / "handout.md"
    parts |= shared_files(course, assignment)
    parts[wheel.name] = wheel
    # The wheel holds its own course; of another one, the kit itself is the course.
    is_own = course.resolve() == find_course().resolve()
    readme = README.format(
        title=assignment.title,
        wheel=wheel.name,
        files=" and ".join(f"work/{place}" for place in assignment.places.values()),
        option="" if is_own else " --course .",
    )
    return {"README.md": readme.encode()} | {
        path: read_bytes(file) for path, file in sorted(parts.items())
    }


def shared_files(course: Path, assignment: Assignment) -> dict[str, Path]:
    """Of an assignment and its adapters, what a student may have: path in a course -> file.

    Raises ConfigurationError when a part of it is missing.
    """
    name = assignment.name
    folder = assignment_folder(course, name)
    own = f"assignments/{name}"
    parts: dict[str, Path] = {}
    for source in assignment.beside.values():
        for path, file in python_files(folder / source).items():
            parts[joined(own, source, path)] = file
    for pattern in SHARED:
        found = sorted(folder.glob(pattern))
        if not found and "*" not in pattern and _expected(folder, pattern):
            written = f"`grader golden {name} --write` makes it"
            raise ConfigurationError(f"{folder / pattern}: is missing; {written}")
        parts |= {f"{own}/{file.name}": file for file in found}
    return parts | {f"adapters/{file.name}": file for file in files_of(assignment.exercises)}


def _expected(folder: Path, name: str) -> bool:
    """Whether an assignment must have a file: always, or if what it is made of is there."""
    return name not in MADE_FROM or (folder / MADE_FROM[name]).is_file()


def write_kit(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes the zip in one step; the same files give the same bytes."""
    write_atomic_bytes(out, zipped(files))
