"""What docs/make_site.py and docs/check_site.py do, without Sphinx; scripts/test builds the site."""

import posixpath
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from scripts_by_path import load_script
from test_wheel import lines_given_away

ROOT = Path(__file__).resolve().parents[1]


def script(name: str) -> ModuleType:
    return load_script(ROOT / "docs" / f"{name}.py")


check_site = script("check_site")
make_site = script("make_site")

GOOD = (
    '<link rel="stylesheet" href="style.css"><img src="data:image/png;base64,AA"><h1 id="top">x</h1>'
    '<a href="#top">x</a><a href="other%20page.html#there">x</a><a href="https://example.org/a">x</a>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(GOOD)
    (tmp_path / "other page.html").write_text('<p id="there">x</p>')
    (tmp_path / "style.css").write_text("body { background: url(data:image/png;base64,AA) }")
    return tmp_path


def test_a_good_site_has_no_problems(site: Path) -> None:
    assert check_site.problems(site) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('<a href="gone.html">x</a>', "gone.html leads nowhere"),
        ('<a href="#gone">x</a>', "#gone: the page has no such anchor"),
        ('<a href="other%20page.html#top">x</a>', "the page has no such anchor"),
        ('<a href="https://nowhere">x</a>', "is no address of a page"),
        ('<a href="htps://example.org">x</a>', "is no address of a page"),
        ('<script src="https://cdn.example.org/x.js"></script>', "loads https://cdn.example.org"),
        ('<link href="//fonts.example.org/x.css">', "loads //fonts.example.org"),
        ('<img src="gone.png">', "loads gone.png, which is not there"),
    ],
)
def test_a_bad_link_is_found(site: Path, more: str, problem: str) -> None:
    (site / "index.html").write_text(GOOD + more)
    (found,) = check_site.problems(site)
    assert found.startswith("index.html: ")
    assert problem in found


@pytest.mark.parametrize(
    "style",
    ["@import 'https://fonts.example.org/x';", "p { background: url(//example.org/x.png) }"],
)
def test_a_style_fetches_nothing(site: Path, style: str) -> None:
    (site / "style.css").write_text(style)
    (found,) = check_site.problems(site)
    assert found.startswith("style.css: fetches ")


def test_hand_written_pages_are_the_checkouts_own() -> None:
    files = make_site.hand_written()
    pages = {path for path in files if path.endswith(".md")}
    ours = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs").glob("*.md")}
    assert ours | {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "index.md"} <= pages
    for page in pages - {"index.md"}:  # each stands in the sidebar
        assert page.removesuffix(".md") in files["index.md"].decode(), page
    readme = files["README.md"].decode()
    assert "[docs/staff.md](docs/staff.md)" in readme
    assert "](examples/" not in readme
    assert "examples/numerical_methods, roots" in readme


def test_pictures_of_hand_written_pages_go_along() -> None:
    files = make_site.hand_written()
    shown = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), picture))
        for path, data in files.items()
        if path.endswith(".md")
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", data.decode())
    }
    assert len(shown) > 2
    assert shown <= files.keys()


def test_no_hand_written_page_has_a_right_line() -> None:
    files = make_site.hand_written()
    texts = {n: "".join(d.decode().split()) for n, d in files.items() if n.endswith(".md")}
    assert lines_given_away(ROOT / "reference", texts) == []


def test_links_to_what_is_no_page_become_words() -> None:
    there = {"docs/a.md": None, "b.md": None}
    text = (
        "[x](a.md#y) [x](../b.md) [x](#z) [x](https://a.org) [x](gone.md) ![p](d) "
        "[it](../pyproject.toml) [`pyproject.toml`](../pyproject.toml)"
    )
    assert make_site.with_links(text, "docs/e.md", there) == (
        "[x](a.md#y) [x](../b.md) [x](#z) [x](https://a.org) [x](gone.md) ![p](d) "
        "it (`pyproject.toml`) `pyproject.toml`"
    )


def test_files_that_stay_the_same_are_not_written(tmp_path: Path) -> None:
    make_site.write(tmp_path, {"a/b.md": b"1", "c.md": b"2"})
    before = (tmp_path / "a/b.md").stat().st_mtime_ns
    make_site.write(tmp_path, {"a/b.md": b"1", "d.md": b"3"})
    assert (tmp_path / "a/b.md").stat().st_mtime_ns == before
    assert sorted(file.name for file in tmp_path.rglob("*.md")) == ["b.md", "d.md"]


def test_what_a_failed_build_left_is_not_used_again(tmp_path: Path) -> None:
    def build(code: int) -> list[str]:
        """What is there when Sphinx would begin; it leaves both folders, and fails with a code."""
        with make_site.only_if_whole(tmp_path):
            before = sorted(folder.name for folder in tmp_path.iterdir())
            for folder in ("html", "doctrees"):
                (tmp_path / folder).mkdir(exist_ok=True)
            if code:
                sys.exit(code)
        return before

    with pytest.raises(SystemExit):
        build(1)
    assert build(0) == []
    assert build(0) == ["doctrees", "html"]


def test_a_page_of_what_is_gone_goes(tmp_path: Path) -> None:
    for name in ("index.html", "search.html", "mistakes/old.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    make_site.remove_stale(tmp_path, ["index.md"])
    assert sorted(file.name for file in tmp_path.rglob("*.html")) == ["index.html", "search.html"]
