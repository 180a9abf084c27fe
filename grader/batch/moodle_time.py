"""Times as Moodle writes them, in the languages whose months we know.

    Friday, 20 November 2026, 11:30 PM      Friday, November 20, 2026, 11:30 PM
    Samstag, 21. November 2026, 01:02       viernes, 20 de noviembre de 2026, 23:30

They say no zone and get none here.  Each word must be known and the day of the week must be right:
`listopada` is November in Polish and October in Croatian.
"""

import re
import unicodedata
from datetime import datetime

__all__ = ["moodle_time"]

#: Per language the months, then the days of the week from Monday; a month may have two forms.
LANGUAGES = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday",
    "januar/jänner februar/feber märz april mai juni juli august september oktober november "
    "dezember montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre "
    "diciembre lunes martes miércoles jueves viernes sábado domingo",
    "ledna/leden února/únor března/březen dubna/duben května/květen června/červen "
    "července/červenec srpna/srpen září října/říjen listopadu/listopad prosince/prosinec "
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "segunda-feira/segunda terça-feira/terça quarta-feira/quarta quinta-feira/quinta "
    "sexta-feira/sexta sábado domingo",
    "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec "
    "lipca/lipiec sierpnia/sierpień września/wrzesień października/październik "
    "listopada/listopad grudnia/grudzień "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "januari februari maart april mei juni juli augustus september oktober november december "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
FILLERS = {"de", "del", "à", "at", "um", "uhr", "le", "om", "v", "o", "a", "às", "alle", "ore"}
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?$")


def _language(words: str) -> dict[str, tuple[str, int]]:
    found = {}
    for number, forms in enumerate(words.split()):
        for form in forms.split("/"):
            found[form] = ("month", number + 1) if number < 12 else ("weekday", number - 12)
    return found


_LANGUAGES = tuple(_language(words) for words in LANGUAGES)


def moodle_time(text: str) -> datetime | None:
    """The time, without a zone; None where anything in it is not understood."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", plain)
    words = [word.rstrip(".") for word in re.split(r"[\s,]+", plain) if word.rstrip(".")]
    found = {time for known in _LANGUAGES if (time := _read(words, known)) is not None}
    return found.pop() if len(found) == 1 else None


def _read(words: list[str], known: dict[str, tuple[str, int]]) -> datetime | None:
    """The time in one language: each part once, and nothing else."""
    parts: dict[str, int] = {}
    for word in words:
        for part, value in _parts(word, known):
            if part in parts or part == "unknown":
                return None
            parts[part] = value
    try:
        hour = _hour(parts["hour"], parts.get("half"))
        time = datetime(parts["year"], parts["month"], parts["day"],
                        hour, parts["minute"], parts.get("second", 0))  # fmt: skip
    except (KeyError, ValueError):
        return None
    return time if parts.get("weekday", time.weekday()) == time.weekday() else None


def _parts(word: str, known: dict[str, tuple[str, int]]) -> list[tuple[str, int]]:
    if word in known:
        return [known[word]]
    if word in FILLERS:
        return []
    if word in ("am", "pm"):
        return [("half", int(word == "pm"))]
    if clock := _CLOCK.match(word):
        units = zip(("hour", "minute", "second"), clock.groups(), strict=True)
        return [(unit, int(value)) for unit, value in units if value is not None]
    if re.fullmatch(r"[0-9]{4}", word):
        return [("year", int(word))]
    if re.fullmatch(r"[0-9]{1,2}", word):
        return [("day", int(word))]
    return [("unknown", 0)]


def _hour(hour: int, half: int | None) -> int:
    """Of 24; 12 AM is midnight.  Raises ValueError."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + 12 * half
