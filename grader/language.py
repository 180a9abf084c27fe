"""The language of what students read.

The English sentences are the keys: a catalogue of gettext, `LANGUAGE/LC_MESSAGES/grader.mo` in a
folder `locale` of the course or of this package, has their translations.  What it lacks stays
English, and so does everything that is for staff and authors.
"""

import gettext
import os
import struct
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["ENGLISH", "VARIABLE", "current", "folders", "follow_environment", "translated", "use"]

ENGLISH = "en"
#: The environment's word for the language, which the command line reads.
VARIABLE = "GRADER_LANGUAGE"
DOMAIN = "grader"

_chosen: list[gettext.NullTranslations] = []
#: The language in use, and the course whose catalogue came first.
_language: list[tuple[str, Path | None]] = [(ENGLISH, None)]


def translated(english: str) -> str:
    """A sentence in the language that is in use; it is written as `_("...")`."""
    return _chosen[0].gettext(english) if _chosen and english else english


def current() -> str:
    """The language in use: "en", "de" ..."""
    return _language[0][0]


def follow_environment(course: Path | None = None) -> None:
    """Has the language that the environment asks for, if it asks for one.

    Raises ConfigurationError when there is no catalogue of it.
    """
    use(os.environ.get(VARIABLE, current()), course)


def folders(course: Path | None) -> list[Path]:
    """Where catalogues lie: the course's own come first."""
    own = Path(__file__).resolve().parent / "locale"
    return [own] if course is None else [course / "locale", own]


def use(language: str, course: Path | None = None) -> None:
    """Has all sentences in this language from now on, in this process.

    Raises ConfigurationError when there is no catalogue of it.
    """
    wanted = (language, None if language == ENGLISH else course)
    if wanted == _language[0]:
        return
    _chosen.clear()
    _language[0] = wanted
    if language == ENGLISH:
        return
    for folder in folders(course):
        try:
            found = gettext.translation(DOMAIN, folder, [language])
        except FileNotFoundError:
            continue
        except (OSError, ValueError, EOFError, struct.error) as error:
            file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
            raise ConfigurationError(f"{file}: is no catalogue of gettext: {error}") from None
        if _chosen:
            _chosen[0].add_fallback(found)
        else:
            _chosen.append(found)
    if not _chosen:
        _language[0] = (ENGLISH, None)
        raise ConfigurationError(_no_catalogue(language, course))


def _no_catalogue(language: str, course: Path | None) -> str:
    there = sorted({file.parts[-3] for f in folders(course) for file in f.glob("*/*/grader.mo")})
    places = " or ".join(str(f / language / "LC_MESSAGES" / "grader.mo") for f in folders(course))
    return (
        f"there is no catalogue for the language {language!r}: expected {places}; there is "
        f"{', '.join([ENGLISH, *there])}"
    )
