"""What the wheel holds beside the code: the student's share of the course, and nothing else."""

from pathlib import Path
from typing import Any

import yaml
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
        files += root.glob("student_template/*/**/*.py")
        files += [f for file in root.glob("assignments/*/assignment.yaml") for f in beside(file)]
        for file in files:
            target = f"grader/course/{file.relative_to(root).as_posix()}"
            build_data["force_include"][str(file)] = target


def beside(file: Path) -> list[Path]:
    """The files that an assignment puts beside every submission, which a check needs as well."""
    named = yaml.safe_load(file.read_bytes()).get("beside") or []
    sources = named.values() if isinstance(named, dict) else named
    places = [file.parent / s for s in ([sources] if isinstance(sources, str) else sources)]
    return [f for place in places for f in (place.rglob("*.py") if place.is_dir() else [place])]
