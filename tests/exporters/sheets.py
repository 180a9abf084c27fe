"""Classes for the tests of exporters: who handed in, with which grade."""

from typing import Any

from grader.model import ClassEntry, ClassSheet, Person, Result


def entry(name: str, score: float | None = 5.0, **more: Any) -> ClassEntry:
    """One submission; `people` is that of one person unless it is given."""
    person = {k: more.pop(k) for k in ("key", "email", "sid") if k in more}
    person.setdefault("key", name)
    result = Result(assignment="losses", submission=name, status="graded", score=score,
                    max_score=23.0, isolation="sealed", seconds=0.0, stdout="")  # fmt: skip
    facts: dict[str, Any] = {
        "id": f"{name}-{person['key']}", "name": name, "people": (Person(name=name, **person),),
        "marks": {}, "handed_in": None, "status": "graded", "late": False, "score": score,
        "max_score": 23.0, "raw": score, "penalty": 0.0, "comment": "", "points": {},
        "result": result,
    }  # fmt: skip
    return ClassEntry(**(facts | more))


def moodle(number: str, name: str, score: float | None = 5.0, **more: Any) -> ClassEntry:
    """One that was downloaded from Moodle."""
    return entry(name, score, key=number, marks={"moodle_participant": number}, **more)


def canvas(number: str, name: str, score: float | None = 5.0, **more: Any) -> ClassEntry:
    """One that was downloaded from Canvas."""
    return entry(name, score, key=number, marks={"canvas_user": number}, **more)


def sheet(*entries: ClassEntry) -> ClassSheet:
    return ClassSheet(assignment="losses", title="Loss functions", exercises=(), max_score=23.0,
                      entries=entries)  # fmt: skip
