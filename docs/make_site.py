"""Builds the documentation site: python docs/make_site.py [OUT] [--staff]

It needs `pip install -e ".[docs]"`, and fetches nothing.

README, CONTRIBUTING, CHANGELOG and docs/ are its hand-written pages, as they stand; every command,
assignment, exercise, known mistake, format, file, finding and error has a page that is made from
the code (`grader.manual`).  Warnings of Sphinx are errors, and all links are checked.

Without --staff, no page has code of a mistake, so that students may read the site; with it, the
wrong lines are there.
"""

import argparse
import contextlib
import multiprocessing
import os
import posixpath
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from check_site import problems

from grader.cli.app import COMMANDS, command_called
from grader.course import find_course
from grader.manual import Manual, Page
from grader.manual.examples import Example, examples_of
from grader.manual.indexes import index_pages
from grader.manual.markdown import markdown_of

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
#: Pages at the top of the checkout, which keep their place beside docs/.
AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)")


def hand_written() -> dict[str, bytes]:
    """Path in the site -> content: the checkout's own pages and their pictures."""
    files = [ROOT / name for name in AT_THE_TOP]
    files += [*sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("first_minute/*.md"))]
    files += [*sorted(DOCS.glob("*.png")), *sorted(DOCS.glob("*.svg"))]
    files += sorted((ROOT / "grader" / "schemas").glob("*.json"))
    there = {file.relative_to(ROOT).as_posix(): file for file in files}
    found = {
        path: with_links(file.read_text(encoding="utf-8"), path, there).encode()
        if file.suffix == ".md"
        else file.read_bytes()
        for path, file in there.items()
    }
    return {**found, "index.md": (DOCS / "site" / "index.md").read_bytes()}


def with_links(text: str, path: str, there: Iterable[str]) -> str:
    """A page whose links to what is no part of the site are words: the path in a checkout.

    A link to what is not there at all stays, and Sphinx complains.
    """

    def link(found: re.Match[str]) -> str:
        words, target = found.groups()
        file = target.partition("#")[0]
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        if not file or re.match(r"https?:", target) or place in there:
            return found[0]
        if not (ROOT / place).exists():
            return found[0]
        return words if words.strip("`") == place else f"{words} (`{place}`)"

    return LINK.sub(link, text)


def made(manual: Manual) -> Iterator[Page]:
    """Every page that is made from the code, and an index of each kind."""
    pages = [entry.make() for entry in manual.entries()]
    pages += manual.mistake_pages(all_examples(manual))
    yield from pages
    yield from index_pages(pages)


def all_examples(manual: Manual) -> dict[str, dict[str, Example]]:
    """The failing examples by assignment, on as many cores as there are."""
    names = sorted(manual.assignments, key=lambda name: -len(manual.mistakes[name]))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        futures = {name: pool.submit(examples_of, manual.course, name) for name in names}
        return {name: future.result() for name, future in futures.items()}


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Makes the folder hold these files; those that are the same keep their time, for Sphinx."""
    for old in [file for file in folder.rglob("*") if file.is_file()]:
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for path, data in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def build(out: Path, staff: bool) -> None:
    """The site in out/html; ends the program with a sentence for each thing that is wrong."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    started = time.perf_counter()
    manual = Manual(find_course(), COMMANDS, command_called, code=staff)
    files = hand_written()
    files |= {f"{page.path}.md": markdown_of(page).encode() for page in made(manual)}
    write(out / "source", files)
    print(f"{len(files)} files in {time.perf_counter() - started:.0f} s", flush=True)
    with only_if_whole(out):
        html = rendered(out)
        remove_stale(html, files)
        found = problems(html)
        if found:
            sys.exit("\n".join(found))
    pages = sum(1 for _ in html.rglob("*.html"))
    print(f"{pages} pages in {time.perf_counter() - started:.0f} s: {html / 'index.html'}")


@contextlib.contextmanager
def only_if_whole(out: Path) -> Iterator[None]:
    """What an earlier build left is used again if that one succeeded.

    Sphinx warns of a page when it reads or writes it: one that it did not do again after a failure
    would be taken for good.
    """
    mark = out / "whole"
    if not mark.exists():
        for folder in ("html", "doctrees"):
            shutil.rmtree(out / folder, ignore_errors=True)
    mark.unlink(missing_ok=True)
    yield
    mark.touch()


def rendered(out: Path) -> Path:
    """The pages of out/source as HTML, where they are then; ends the program at a warning."""
    from sphinx.cmd.build import build_main

    html = out / "html"
    options = ["-q", "-W", "--keep-going", "-j", "auto", "-c", str(DOCS / "site")]
    if build_main([*options, "-d", str(out / "doctrees"), str(out / "source"), str(html)]):
        sys.exit("the site was not built: each warning above is an error")
    return html


def remove_stale(html: Path, files: Iterable[str]) -> None:
    """Takes away the pages that an earlier build made of what is gone."""
    wanted = {f"{path.removesuffix('.md')}.html" for path in files} | {"search.html"}
    for page in html.rglob("*.html"):
        if page.relative_to(html).as_posix() not in wanted:
            page.unlink()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Builds the documentation site.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--staff", action="store_true", help="with the mistakes' wrong lines")
    asked = parser.parse_args()
    build(asked.out.resolve(), asked.staff)


if __name__ == "__main__":
    main()
