"""Checks the links of a built site: python docs/check_site.py FOLDER

Internal links must lead to a file and an anchor that are there; external ones must have the form of
an address, for nothing is fetched.  What a browser loads by itself (scripts, styles, pictures,
fonts) must lie in the folder, or the site would not work from a disk.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Tags whose address is loaded with the page, and the attribute that has it.
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
ABROAD = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?")
IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")


class Links(HTMLParser):
    """The anchors of a page, what it links to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the addresses of a tag."""
        known = {name: value or "" for name, value in attrs}
        self.anchors |= {known[name] for name in ("id", "name") if known.get(name)}
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        if tag in LOADED and LOADED[tag] in known:
            self.loaded.append(known[LOADED[tag]])


def read(file: Path) -> Links:
    """The links of a page."""
    links = Links()
    links.feed(file.read_text(encoding="utf-8"))
    return links


def problems(folder: Path) -> list[str]:
    """A sentence for each link that leads nowhere, and for what would be fetched from elsewhere."""
    pages = {file.resolve(): read(file) for file in sorted(folder.rglob("*.html"))}
    found = [
        f"{file.relative_to(folder.resolve())}: {what}"
        for file, links in pages.items()
        for what in _of_page(file, links, pages)
    ]
    for style in sorted(folder.rglob("*.css")):
        text = style.read_text(encoding="utf-8")
        found += [f"{style.relative_to(folder)}: fetches {url}" for url in IN_STYLES.findall(text)]
    return found


def _of_page(file: Path, links: Links, pages: dict[Path, Links]) -> Iterator[str]:
    for address in links.loaded:
        parts = urlsplit(address)
        if parts.scheme == "data":
            continue
        if parts.scheme or parts.netloc:
            yield f"loads {address} from elsewhere"
        elif parts.path and not (file.parent / unquote(parts.path)).exists():
            yield f"loads {address}, which is not there"
    for address in links.links:
        yield from _of_link(file, address, pages)


def _of_link(file: Path, address: str, pages: dict[Path, Links]) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return
    if parts.scheme or parts.netloc:
        if not ABROAD.fullmatch(address):
            yield f"{address} is no address of a page"
        return
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.exists():
        yield f"{address} leads nowhere"
    elif parts.fragment and unquote(parts.fragment) not in _anchors(target, pages):
        yield f"{address}: the page has no such anchor"


def _anchors(target: Path, pages: dict[Path, Links]) -> set[str]:
    return pages[target].anchors if target in pages else set()


if __name__ == "__main__":
    faults = problems(Path(sys.argv[1]))
    print("\n".join(faults) or "all links lead somewhere")
    sys.exit(1 if faults else 0)
