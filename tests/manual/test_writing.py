"""A page as Markdown and as lines for a terminal."""

import pytest

from grader.manual.markdown import escaped, markdown_of
from grader.manual.page import Code, Heading, Items, Link, Markdown, Page, Table, Text
from grader.manual.prose import blocks_of, handed_out, interface_of
from grader.manual.terminal import lines_of


def page_of(*blocks: object) -> Page:
    return Page(
        kind="mistake", name="m", path="mistakes/a/m", title="m (f, a)", summary="It is *half*.",
        blocks=blocks,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a * b_c", r"a \* b\_c"),
        ("`a * b_c` and <b>", r"`a * b_c` and \<b\>"),
        ("[x](y) ![z]", r"\[x\](y) \!\[z\]"),
        ("1. May", r"1\. May"),
        ("- item", r"\- item"),
        ("a ` alone", r"a \` alone"),
        ("# no title | no cell", r"\# no title \| no cell"),
    ],
)
def test_text_stays_text(text: str, written: str) -> None:
    assert escaped(text) == written


def test_markdown() -> None:
    text = markdown_of(
        page_of(
            Heading("Why"),
            Text("Because."),
            Code("```\nx\n```", "python"),
            Items(("a", Link("exercises/a/f", "f"))),
            Table((), (("exercise", Link("exercises/a/f", "f")),)),
            Table(("key", "is"), (("`a|b`", "one\ntwo"),)),
        )
    )
    assert text == (
        "---\norphan: true\n---\n\n# m (f, a)\n\n*[Known mistakes](../index.md)*\n\n"
        "It is \\*half\\*.\n\n## Why\n\nBecause.\n\n````python\n```\nx\n```\n````\n\n"
        "- a\n- [f](../../exercises/a/f.md)\n\n- exercise: [f](../../exercises/a/f.md)\n\n"
        "| key | is |\n| --- | --- |\n| `a\\|b` | one two |\n"
    )


def test_a_terminal() -> None:
    words = "one two three four five six seven eight nine ten"
    page = page_of(
        Heading("Why"),
        Text(words),
        Code("a line that is longer than the terminal is wide, and is left as it is"),
        Items((words,)),
        Table(("key", "for"), (("`a`", words),)),
        Markdown(f"- {words}\n  more\n\n## Title\n\n| `f(x)` | 1 \\| 2 |\n|---|---|\n    x <- y\n"),
    )
    assert list(lines_of(page, 40)) == [
        "m (f, a)",
        "  It is *half*.",
        "",
        "Why",
        "",
        "  one two three four five six seven",
        "  eight nine ten",
        "",
        "    a line that is longer than the terminal is wide, and is left as it is",
        "",
        "  - one two three four five six seven",
        "    eight nine ten",
        "",
        "  key  for",
        "  a    one two three four five six seven",
        "       eight nine ten",
        "",
        "    - one two three four five six seven",
        "      eight nine ten more",
        "",
        "    Title",
        "",
        "    `f(x)`  1 | 2",
        "        x <- y",
    ]


def test_a_docstring() -> None:
    assert list(blocks_of("One\nline.\n\n    code\n\nTwo:\n    more\n")) == [
        Text("One line."),
        Code("code"),
        Code("Two:\n    more"),
    ]


HAND_OUT = """# Title

| function | points | formula |
|---|---|---|
| `f(x)` | 1 | x |
| `g(x)` | 2 | y |

**`h(x)`** (3 points). Return
what it is.

- a
- b

**`hh(x)`** (1 point). Another.
"""


def test_what_a_hand_out_says() -> None:
    table = "| function | points | formula |\n|---|---|---|\n"
    assert handed_out(HAND_OUT, "g") == f"{table}| `g(x)` | 2 | y |"
    assert handed_out(HAND_OUT, "h") == ("**`h(x)`** (3 points). Return\nwhat it is.\n\n- a\n- b")
    assert handed_out(HAND_OUT, "hh") == "**`hh(x)`** (1 point). Another."
    assert handed_out(HAND_OUT, "hhh") == ""


def test_an_interface_has_no_code() -> None:
    source = (
        "class C:\n    '''About.'''\n\n    def step(self, x):\n        '''One.'''\n"
        "        return x + 1\n\n\ndef f(x, y=1):\n    return x + y\n"
    )
    assert interface_of(source, "C") == (
        'class C:\n    """About."""\n\n    def step(self, x):\n        """One."""'
    )
    assert interface_of(source, "f") == "def f(x, y=1):\n    ..."
    assert interface_of(source, "g") == ""
