"""Which of several files is the module that is graded, and why it was chosen."""

import re
from collections.abc import Mapping

from ..errors import SubmissionError
from .definitions import Wanted, code_text, star_imports
from .files import Entry

__all__ = ["choose", "stem"]

#: Files that are looked into, when several could be meant.
LOOKED_AT = 60
#: Changes within a minute are of one time: what unpacks or clones files writes them one by one.
MINUTE = 60.0
#: Tests are nobody's submission.
_TEST = r"(?i)(^|[_\W])(tests?|conftest)([_\W]|$)"


def choose(
    code: Mapping[str, Entry], wanted: Wanted, alone: bool = True
) -> tuple[str | None, list[str]]:
    """The path of the module, and why it was chosen.

    What lies where the module is expected comes first.  One file that there is is the module, if it
    is `alone` what the assignment asks for.
    """
    there = {path: entry for path, entry in code.items() if wanted.is_place(path)}
    code = there or code
    module = wanted.module.lower()
    called = [p for p in code if module in stem(p).lower() and not re.search(_TEST, stem(p))]
    if not wanted.names:
        return _by_name(code, called, wanted.module), []
    if len(code) == 1 and (alone or there):
        return next(iter(code)), []
    near = sorted(code, key=lambda p: (p not in called, p.count("/"), p))[:LOOKED_AT]
    texts = {path: _text(code[path], path) for path in near}
    ranked = [r for r in _ranked(code, called, texts, wanted) if r[1] in called or r[0][0] > 0]
    if not ranked:
        return None, []
    (score, main), *rest = ranked
    sources = _sources(texts, main)
    rivals = [(s, p) for s, p in rest if s[0] + s[1] * (p in called) > 0 and p not in sources]
    return main, [_choice(main, score, rivals, wanted)] if rivals else []


def _ranked(
    code: Mapping[str, Entry], called: list[str], texts: Mapping[str, str], wanted: Wanted
) -> list[tuple[tuple[int, int], str]]:
    """The files by how much of what is asked they have, the best first."""
    scores = {
        path: wanted.written(texts[source] for source in [path, *_sources(texts, path)])
        for path in texts
    }

    def rank(path: str) -> tuple[object, ...]:
        return (
            scores[path],
            path in called,
            code[path].time // MINUTE,
            stem(path) == wanted.module,
            stem(path).lower() == wanted.module.lower(),
            -path.count("/"),
            path.lower().endswith(".py"),
            [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path)],
        )

    return [(scores[path], path) for path in sorted(texts, key=rank, reverse=True)]


def _text(entry: Entry, path: str) -> str:
    try:
        return code_text(entry.read(), path)
    except SubmissionError:
        return ""


def _sources(texts: Mapping[str, str], path: str) -> list[str]:
    """The files of which a file takes over everything, and of which those do."""
    found = [path]
    for file in found:  # which grows on the way
        ends = [module.replace(".", "/") for module in star_imports(texts[file])]
        forms = tuple(f"/{end}{form}" for end in ends for form in (".py", "/__init__.py"))
        found += [p for p in texts if forms and f"/{p}".endswith(forms) and p not in found]
    return found[1:]


def _choice(
    main: str, score: tuple[int, int], rivals: list[tuple[tuple[int, int], str]], wanted: Wanted
) -> str:
    """A sentence on which of several files counts."""
    of = len(wanted.names)
    others = ", ".join(
        f"{path} ({'the template' if not s[0] else f'{s[0]} of {of}'})" for s, path in rivals[:3]
    )
    more = f" and {len(rivals) - 3} more" if len(rivals) > 3 else ""
    return f"{main} is graded, it has {score[0]} of {of} functions written; not {others}{more}"


def _by_name(code: Mapping[str, Entry], called: list[str], module: str) -> str | None:
    """The file of that name nearest to the top, else the only one that there is."""
    exact = [path for path in code if stem(path) == module]
    alike = [path for path in code if stem(path).lower() == module.lower()]
    only = list(code) if len(code) == 1 else []
    for group in (exact, alike, only, called if len(called) == 1 else []):
        if group:
            return min(group, key=lambda p: (p.count("/"), p.lower().endswith(".ipynb"), p))
    return None


def stem(path: str) -> str:
    """A file's name without its ending; a package is called as its folder."""
    folder, _, name = path.rpartition("/")
    if name == "__init__.py":
        return folder.rpartition("/")[2]
    front, _, ending = name.rpartition(".")
    return front if front and ending else name  # not pathlib: a class has ten thousands of paths
