"""golden.json: the oracles' answers on the public cases, frozen as text."""

import hashlib
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from ..errors import GoldenError
from ..files import write_atomic
from ..model import Assignment, Case, Golden
from .values import dumps, from_json, to_json

__all__ = ["GoldenFile", "document", "fingerprint", "platform_facts", "read", "write"]

SCHEMA = "grader/golden/1"


def fingerprint(case: Case) -> str:
    """A hash of the inputs: golden values of other inputs than those drawn are refused."""
    return hashlib.sha256(case.data).hexdigest()[:16]


def platform_facts() -> dict[str, str]:
    """numpy, BLAS and processor: where all three agree, golden values agree bit for bit."""
    config: Any = np.show_config(mode="dicts")
    blas = config["Build Dependencies"]["blas"]
    simd = config["SIMD Extensions"].get("found", [])
    return {
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "processor": f"{platform.machine()} {' '.join(simd)}".strip(),
    }


class GoldenFile:
    """The content of golden.json; values are decoded when they are asked for."""

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.data = data

    @property
    def made_with(self) -> dict[str, str]:
        """numpy, BLAS, processor (and torch) that made the values."""
        return dict(self.data.get("made_with", {}))

    def entry(self, case: Case) -> Mapping[str, Any]:
        """The raw entry of a case.  Raises GoldenError when it is missing or of other inputs."""
        entry: Mapping[str, Any] | None = self.data["cases"].get(case.id)
        if entry is None or entry["inputs"] != fingerprint(case):
            why = "has no entry for" if entry is None else "was made from other inputs of"
            raise GoldenError(f"{self.file}: {why} {case.id}; `grader golden --write` renews it")
        return entry

    def golden(self, case: Case) -> Golden:
        """The golden values of a case.  Raises GoldenError."""
        entry = self.entry(case)
        accepted = {key: from_json(value) for key, value in entry.get("accepted", {}).items()}
        torch = from_json(entry["torch"]) if "torch" in entry else None
        tolerated = {key: tuple(slugs) for key, slugs in entry.get("tolerated", {}).items()}
        return Golden(from_json(entry["expected"]), torch, accepted, tolerated)

    def accepted_words(self) -> dict[str, str]:
        """What is said of an accepted variant: mistake id -> sentence."""
        return dict(self.data.get("accepted", {}))


def read(folder: Path) -> GoldenFile:
    """folder/golden.json.  Raises GoldenError when it is missing or damaged."""
    file = folder / "golden.json"
    try:
        data = msgspec.json.decode(file.read_bytes())
    except OSError as error:
        raise GoldenError(f"{file}: cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise GoldenError(f"{file}: is not JSON: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or "cases" not in data:
        raise GoldenError(f"{file}: expected the schema {SCHEMA!r}")
    return GoldenFile(str(file), data)


def write(
    assignment: Assignment,
    cases: list[Case],
    goldens: Mapping[str, Golden],
    accepted: Mapping[str, str],
    torch: str | None,
) -> None:
    """Freezes the values, in one step, so that an interrupted run leaves the old file whole."""
    file = Path(assignment.folder) / "golden.json"
    write_atomic(file, dumps(document(assignment, cases, goldens, accepted, torch)))


def document(
    assignment: Assignment,
    cases: Sequence[Case],
    goldens: Mapping[str, Golden],
    accepted: Mapping[str, str],
    torch: str | None,
) -> dict[str, Any]:
    """The content of golden.json."""
    entries: dict[str, Any] = {}
    for case in cases:
        golden = goldens[case.id]
        entry: dict[str, Any] = {
            "inputs": fingerprint(case),
            "expected": to_json(golden.expected),
        }
        if golden.torch is not None:
            entry["torch"] = to_json(golden.torch)
        if golden.accepted:
            entry["accepted"] = {key: to_json(value) for key, value in golden.accepted.items()}
        if golden.tolerated:
            entry["tolerated"] = {key: list(slugs) for key, slugs in golden.tolerated.items()}
        entries[case.id] = entry
    made_with = platform_facts() | ({"torch": torch} if torch else {})
    return {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "made_with": made_with,
        "cases": entries,
    } | ({"accepted": dict(accepted)} if accepted else {})
