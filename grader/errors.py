"""What can go wrong, as one tree.

GraderError              the harness itself failed                                  exit 3
  ConfigurationError     bad input from the author, the staff or the command line   exit 2
    SpecError            one or more faults in a YAML file, each with its position
    GoldenError          golden.json is missing, unreadable or of another version
    SubmissionError      there is nothing at PATH that could be graded
    EditError            a mistake's edit does not apply to the reference
    CourseError          the course's own code, reference or oracle, is wrong or raised an exception
  SandboxError           the box could not be started, or died of our own fault

Each has a stable `slug`, an `exit_code`, and a message that says what to do.
"""

from collections.abc import Sequence

__all__ = [
    "ConfigurationError",
    "CourseError",
    "EditError",
    "GoldenError",
    "GraderError",
    "SandboxError",
    "SpecError",
    "SubmissionError",
]


class GraderError(Exception):
    """The harness itself failed; never the student's fault."""

    slug = "internal_error"
    exit_code = 3


class ConfigurationError(GraderError):
    """Bad input that the person at the keyboard can mend."""

    slug = "configuration"
    exit_code = 2


class SpecError(ConfigurationError):
    """Every fault found in one YAML file, each as `file:line:column: sentence`."""

    slug = "spec"

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...]]]:
        """From a process of the audit it arrives as it was raised."""
        return type(self), (self.faults,)


class GoldenError(ConfigurationError):
    """golden.json is missing, unreadable, or does not fit the assignment."""

    slug = "golden"


class SubmissionError(ConfigurationError):
    """There is nothing at the path that could be graded."""

    slug = "submission"


class EditError(ConfigurationError):
    """A mistake's edit does not apply to the reference."""

    slug = "edit"


class CourseError(ConfigurationError):
    """The reference or an oracle cannot be imported, lacks something, or raised an exception.

    Where it was an exception, that is its `__cause__`.
    """

    slug = "course"


class SandboxError(GraderError):
    """The sandbox could not be started, or died of our own fault."""

    slug = "sandbox"
