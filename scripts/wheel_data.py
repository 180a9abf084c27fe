"""What the wheel holds beside the code: the student's share of the course, and nothing else."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Of each assignment's folder; never mistakes.yaml, whose edits quote right lines.  The same as
#: grader.kit.SHARED, which a test compares: nothing of ours is importable while a wheel is built.
SHARED = (
    "assignment.yaml",
    "handout.md",
    "golden.json",
    "fingerprints.json",
    "pictures.json",
    "*.txt",
    "*.ATTRIBUTION.md",
)


class WheelData(BuildHookInterface):
    """Puts assignments and templates into the package as grader/course."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; an editable install reads the checkout instead."""
        if version == "editable":
            return
        root = Path(self.root)
        files = [f for pattern in SHARED for f in root.glob(f"assignments/*/{pattern}")]
        files += root.glob("student_template/*/*.py")
        for file in files:
            target = f"grader/course/{file.relative_to(root).as_posix()}"
            build_data["force_include"][str(file)] = target
