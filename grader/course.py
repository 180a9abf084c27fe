"""Where a course's files are: a checkout, the installed package, or the folder that was named."""

from pathlib import Path

from .errors import ConfigurationError

__all__ = ["assignment_folder", "assignment_names", "find_course"]


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
