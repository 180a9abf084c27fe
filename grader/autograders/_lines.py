"""What a service shows, as text, HTML or Markdown: a student's own text is only ever text."""

import html
import re
from collections.abc import Iterator

from ..exporters._cells import number
from ..language import translated as _
from ..model import CaseResult, ExerciseResult, reasons
from ..report.render import visible
from ..wording.services import ALL_RIGHT, NOT_SEALED, SCORE, TITLE
from ._grading import Graded

__all__ = ["exercise_html", "exercise_text", "heading", "markdown", "summary"]

#: What Markdown and HTML take for markup; GitHub takes `@name` for a person as well.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~@&:$])")


def heading(graded: Graded) -> str:
    """The assignment and the points, in a line."""
    return _(TITLE).format(assignment=graded.result.assignment, **_score(graded))


def summary(graded: Graded) -> list[str]:
    """What is said of the whole submission, the points first."""
    result = graded.result
    lines = [_(SCORE).format(**_score(graded))]
    if result.message:
        lines.append(str(visible(result.message)))
    elif graded.full:
        lines.append(_(ALL_RIGHT))
    lines += [str(visible(note)) for note in result.notes]
    if result.isolation == "limits":
        lines.append(_(NOT_SEALED))
    return lines


def exercise_text(exercise: ExerciseResult) -> str:
    """Why an exercise is not right; nothing where it is."""
    return "\n".join(str(visible(line)) for line in reasons(exercise) if line)


def exercise_html(exercise: ExerciseResult) -> str:
    """The findings, then each case that did not pass, as plain elements without attributes."""
    parts = list(_findings(exercise))
    wrong = [case for case in exercise.cases if case.status != "passed"]
    if wrong:
        parts.append(f"<ul>{''.join(map(_case, wrong))}</ul>")
    return "\n".join(parts)


def markdown(graded: Graded) -> str:
    """A summary with a table, for GitHub."""
    lines = [f"### {_plain(heading(graded))}", "", *(f"{_plain(s)}\n" for s in summary(graded)[1:])]
    lines += ["| exercise | points | |", "|---|---|---|"]
    for exercise in graded.result.exercises:
        points = f"{number(graded.points(exercise.name))} / {number(exercise.max_score)}"
        reason = next(iter(exercise_text(exercise).splitlines()), "")
        said = "right" if exercise.status == "passed" else reason or exercise.status
        lines.append(f"| {_plain(exercise.name)} | {points} | {_plain(said)} |")
    return "\n".join(lines) + "\n"


def _score(graded: Graded) -> dict[str, str]:
    return {"score": number(graded.score), "maximum": number(graded.grade.max_score)}


def _findings(exercise: ExerciseResult) -> Iterator[str]:
    for finding in exercise.findings:
        yield f"<p>{_escaped(finding.message)}</p>"
        if finding.explanation:
            yield f"<p>{_escaped(finding.explanation)}</p>"


def _case(case: CaseResult) -> str:
    text = f"<li><b>{_escaped(case.name)}</b>: {_escaped(case.message or case.status)}"
    if case.traceback:
        text += f"<pre>{_escaped(case.traceback)}</pre>"
    return text + "</li>"


def _escaped(text: str) -> str:
    return html.escape(str(visible(text)))


def _plain(text: str) -> str:
    """One line of Markdown that shows the text as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(str(visible(text)).split()))
