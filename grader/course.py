"""Where a course's files are: a checkout, the installed package, or the folder that was named."""

from pathlib import Path

from .errors import ConfigurationError
from .files import joined, python_files, read_bytes
from .model import Assignment

__all__ = ["assignment_folder", "assignment_names", "beside_files", "find_course", "templates"]


def find_course(option: str | None = None) -> Path:
    """The course's folder: --course, else the checkout around this file, else the package's own.

    The checkout comes first because an editable install copies data into site-packages, where it
    goes stale.  Raises ConfigurationError.
    """
    if option is not None:
        course = Path(option)
        if not (course / "assignments").is_dir():
            raise ConfigurationError(f"{course}: is no course, it has no folder 'assignments'")
        return course
    package = Path(__file__).resolve().parent
    for course in (package.parent, package / "course"):
        if (course / "assignments").is_dir():
            return course
    raise ConfigurationError("no course was found; name one with --course DIR")


def assignment_names(course: Path) -> list[str]:
    """The names of the course's assignments, sorted."""
    return sorted(file.parent.name for file in course.glob("assignments/*/assignment.yaml"))


def assignment_folder(course: Path, name: str) -> Path:
    """The folder of an assignment.  Raises ConfigurationError with what was meant."""
    names = assignment_names(course)
    if name not in names:
        from .spec.tree import did_you_mean  # YAML is not needed for a name

        raise ConfigurationError(f"no assignment is called {name!r}{did_you_mean(name, names)}")
    return course / "assignments" / name


def beside_files(assignment: Assignment) -> dict[str, bytes]:
    """The course's files that are put beside every submission: where they are put -> content.

    Raises ConfigurationError when one cannot be read.
    """
    return {
        joined(target, inner): read_bytes(file)
        for target, source in assignment.beside.items()
        for inner, file in python_files(Path(assignment.folder) / source).items()
    }


def templates(course: Path, name: str) -> dict[str, Path]:
    """The files that a student starts from, by their path with `/`.

    Raises ConfigurationError when there are none.
    """
    folder = course / "student_template" / name
    files = [f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != ".pyc"]
    if not files:
        raise ConfigurationError(f"{folder}: there is no template for {name!r}")
    return {file.relative_to(folder).as_posix(): file for file in files}
