"""The pages of what a report can say beside known mistakes, and of the errors of the grader."""

import re
from collections.abc import Iterator

from .. import errors
from ..wording.sentences import EXPLANATIONS, SENTENCES
from .page import Block, Heading, Page, Table, Text
from .prose import first_paragraph

__all__ = ["error_page", "error_slugs", "finding_page", "rules"]

KINDS = {
    "mistake": "a known mistake",
    "pair": "two known mistakes at once",
    "structure": "what the error looks like, where no known mistake fits",
    "place": "where a small change makes it right",
    "contract": "a breach of contract: the answer came about in a way that is not allowed",
    "follow_through": "right, given an earlier mistake",
    "accepted": "told, and not marked down",
    "unrecognised": "nothing is known of it but that it is wrong",
}
#: Fields of a sentence that are words of one's own submission, in their plainest form.
PLAIN = {
    "subject": "your answer", "is": "is", "has": "has", "holds": "holds", "expected":
    "the expected one", "is_right": "is right", "verdict": "<what is off>",
    "first": "<the first case that is off>",
}  # fmt: skip
#: Of an explanation, what says where a submission's own error shows first.
PLACE = "First in {first}."
#: Fields that go on with a sentence, or are empty.
ENDINGS = {
    "place", "others", "cases", "about", "signals", "of_case", "?", "the_line", "at", "advice",
    "expressions",
}  # fmt: skip


def rules() -> dict[str, str]:
    """The slug of each rule, and its kind.  Those of mistakes have the mistake's own page."""
    return {
        rule: kind
        for kind, sentences in SENTENCES.items()
        for rule in sentences
        if kind not in ("mistake", "pair")
    }


def finding_page(rule: str) -> Page:
    """The sentence with gaps where a submission's own numbers and names stand; where to look."""
    kind = rules()[rule]
    sentence = _with_gaps(next(s[rule] for k, s in SENTENCES.items() if k == kind and rule in s))
    blocks: list[Block] = [Text(f"{KINDS[kind][0].upper()}{KINDS[kind][1:]}.")]
    told = _with_gaps(EXPLANATIONS.get(rule, EXPLANATIONS.get(kind, "")))
    if told:
        blocks += [Heading("Where to look"), Text(told)]
    return Page(
        kind="finding",
        name=rule,
        path=f"findings/{rule}",
        title=f"{rule}: a finding",
        summary=sentence,
        blocks=tuple(blocks),
    )


def _with_gaps(sentence: str) -> str:
    def gap(field: re.Match[str]) -> str:
        name = field[1].partition(":")[0].partition("!")[0]
        return "" if name in ENDINGS else PLAIN.get(name, f"<{name}>")

    return re.sub(r"\{([^{}]+)\}", gap, sentence.replace(PLACE, "")).strip()


def error_slugs() -> dict[str, type[errors.GraderError]]:
    """The slugs of the errors of the grader itself."""
    return {kind.slug: kind for kind in _errors()}


def _errors() -> Iterator[type[errors.GraderError]]:
    for name in errors.__all__:
        yield getattr(errors, name)


def error_page(slug: str) -> Page:
    """What an error means, and whose it is to mend."""
    kind = error_slugs()[slug]
    whose = (
        "It is ours, and costs nobody points: `GRADER_DEBUG=1` shows the traceback; report it."
        if kind.exit_code == 3
        else "The sentence that is printed names the file and what to do."
    )
    rows = (("exit code", str(kind.exit_code)), ("in Python", f"`grader.errors.{kind.__name__}`"))
    return Page(
        kind="error",
        name=slug,
        path=f"errors/{slug}",
        title=f"{slug}: an error",
        summary=first_paragraph(kind.__doc__),
        blocks=(Table((), rows), Text(whose)),
    )
