"""Makes fragments of what CHANGELOG.md has under "Unreleased", and takes that section away.

    python scripts/unreleased.py

Lines were written there before there were fragments (changes/README.md).  A release does this
once, before `towncrier build`; where there is no such section, nothing is done.
"""

import re
from pathlib import Path

HEADING = "## Unreleased"


def entries(section: str) -> list[str]:
    """The texts of the items of a list, as they stand."""
    return [item.rstrip() for item in re.split(r"^- ", section, flags=re.MULTILINE)[1:]]


def main(changelog: Path, folder: Path) -> int:
    """Writes a fragment for each item; gives their number."""
    before, heading, rest = changelog.read_text(encoding="utf-8").partition(f"{HEADING}\n")
    if not heading:
        return 0
    section, mark, older = rest.partition("\n## ")
    found = entries(section)
    for number, entry in enumerate(found):
        text = re.sub(r"^ {2}", "", entry, flags=re.MULTILINE)
        file = folder / f"+unreleased-{number:03d}.added.md"
        file.write_text(f"{text}\n", encoding="utf-8")
    changelog.write_text(before + mark.lstrip("\n") + older, encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    print(f"{main(Path('CHANGELOG.md'), Path('changes'))} entries are in changes/ now")
