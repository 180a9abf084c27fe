"""JUnit XML, as Jenkins reads it: a suite per submission, a case per exercise.

After junit-10.xsd of jenkinsci/xunit-plugin at commit 0c375225
(src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd).
"""

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

from ..files import write_atomic
from ..model import ClassEntry, ClassSheet, reason
from ._cells import number

NAME = "junit"
ABOUT = "JUnit XML, a suite per submission"
TEMPLATE = None
#: What XML 1.0 cannot hold, however it is written.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """One file."""
    root = Xml.Element("testsuites", name=sheet.assignment)
    for entry in sheet.entries:
        root.append(_suite(entry))
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode", xml_declaration=False)
    file = out / "junit.xml"
    write_atomic(file, f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n")
    return [file]


def _suite(entry: ClassEntry) -> Xml.Element:
    exercises = entry.result.exercises
    wrong = sum(e.status not in ("passed", "internal_error") for e in exercises)
    ours = sum(e.status == "internal_error" for e in exercises) or int(entry.score is None)
    suite = Xml.Element("testsuite", name=_text(entry.id), tests=str(len(exercises)),
                        failures=str(wrong), errors=str(ours), time="0")  # fmt: skip
    properties = Xml.SubElement(suite, "properties")
    for name, value in (("score", number(entry.score)), ("max_score", number(entry.max_score)),
                        ("late", str(entry.late).lower())):  # fmt: skip
        Xml.SubElement(properties, "property", name=name, value=value)
    for exercise in exercises:
        case = Xml.SubElement(suite, "testcase", classname=_text(entry.id), name=exercise.name)
        case.set("time", "0")
        if exercise.status != "passed":
            kind = "error" if exercise.status == "internal_error" else "failure"
            Xml.SubElement(case, kind, message=_text(reason(exercise)), type=exercise.status)
    return suite


def _text(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
