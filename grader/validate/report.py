"""What validate found: a table, JSON, JUnit XML."""

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from ..golden.values import plain
from .check import Check, Problem

__all__ = ["as_json", "as_junit", "as_table"]


def as_json(checks: Sequence[Check], seed: int) -> dict[str, Any]:
    """The document of `grader validate --json`."""
    fields = [name for name in Check.__struct_fields__ if name not in ("errors", "problems")]
    return {
        "schema": "grader/validate/1",
        "ok": all(check.status == "passed" for check in checks),
        "seed": seed,
        "checks": [{name: plain(getattr(check, name)) for name in fields} for check in checks],
    }


def as_table(checks: Sequence[Check]) -> list[str]:
    """Lines of text: exercise, kind, oracle, cases, largest error, bound; failures stand out."""
    rows = [("", "exercise", "kind", "oracle", "cases", "error", "bound")]
    for check in checks:
        rows.append(
            (
                " " if check.status == "passed" else "X",
                f"{check.assignment}.{check.exercise}".rstrip("."),
                check.kind,
                check.oracle[:46],
                str(check.cases or ""),
                "" if check.max_error is None else f"{check.max_error:.1e}",
                "" if check.tolerance is None else f"{check.tolerance:.0e}",
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(7)]
    lines = [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    for check in checks:
        if check.status == "failed":
            told = [_told(problem) for problem in check.problems] or [check.message]
            lines += [f"FAILED {check.name}: {line}" for line in told]
        elif check.message:
            lines.append(f"NOTE {check.name}: {check.message}")
    return lines


def _told(problem: Problem) -> str:
    return f"{problem} (or --fix)" if problem.fixable else str(problem)


def as_junit(checks: Sequence[Check], seed: int) -> str:
    """A JUnit XML document, in the form that Jenkins' junit-10 schema describes."""
    failures = sum(check.status == "failed" for check in checks)
    suite = ElementTree.Element(
        "testsuite",
        {
            "name": "grader validate",
            "tests": str(len(checks)),
            "failures": str(failures),
            "errors": "0",
        },
    )
    properties = ElementTree.SubElement(suite, "properties")
    ElementTree.SubElement(properties, "property", {"name": "seed", "value": str(seed)})
    for check in checks:
        case = ElementTree.SubElement(
            suite, "testcase", {"classname": check.assignment, "name": check.name, "time": "0"}
        )
        if check.status == "failed":
            ElementTree.SubElement(case, "failure", {"message": check.message, "type": check.kind})
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return head + ElementTree.tostring(suites, encoding="unicode")
