"""Days as Japan writes them: Western years and eras, read in any width, worded in any language."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.i18n import say, say_marked, without_readings
from hellowork_portal.kit.text import normalise

WESTERN = "western"
YEARS = range(1868, 2201)


@dataclass(frozen=True)
class Era:
    """An era; its first year is the one of `begins`."""

    code: str
    letter: str
    begins: date

    def western_year(self, year: int) -> int:
        """Return the Western year of an era year; the era's end is not looked at.

        Papers printed before a change of era go on counting (平成32年), and what
        they mean is never in doubt.
        """
        return self.begins.year + year - 1


ERAS = (
    Era("reiwa", "R", date(2019, 5, 1)),
    Era("heisei", "H", date(1989, 1, 8)),
    Era("showa", "S", date(1926, 12, 25)),
    Era("taisho", "T", date(1912, 7, 30)),
)
ERA_CODES = (WESTERN, *(era.code for era in ERAS))

_DASHES = re.compile("[\u2010-\u2015\u2212\u2500\u30fc]")
_YEAR, _MONTH, _DAY = "\u5e74", "\u6708", "\u65e5"
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


@cache
def _by_sign() -> dict[str, Era]:
    """Map what people write before an era year, in kanji or as a letter, to the era."""
    signs = {era.letter: era for era in ERAS}
    return signs | {say("ja", f"form.era.{era.code}"): era for era in ERAS}


@cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(_by_sign())
    first = say("ja", "form.era.first_year")
    western = say("ja", f"form.era.{WESTERN}")
    return re.compile(
        rf"(?:{western})?(?P<era>{signs})?(?P<year>{first}|[0-9]{{1,4}})[{_YEAR}/.\-]"
        rf"(?P<month>[0-9]{{1,2}})[{_MONTH}/.\-](?P<day>[0-9]{{1,2}}){_DAY}?",
        re.IGNORECASE,
    )


def read_date(text: str) -> date:
    """Return the day that a text names, such as 2026-11-01, 令和8年11月1日 or R8.11.1.

    Raises FieldError `not_a_date` for what is none and `no_such_date` for 30 February.
    """
    plain = _DASHES.sub("-", re.sub(r"\s", "", normalise(text)))
    if compact := _COMPACT.fullmatch(plain):
        return _day(compact[1], compact[2], compact[3])
    match = _pattern().fullmatch(plain)
    if match is None:
        raise FieldError("not_a_date")
    sign = match["era"]
    era = _by_sign()[sign.upper()] if sign else None
    if era is None and len(match["year"]) != 4:
        raise FieldError("not_a_date")
    return _day(match["year"], match["month"], match["day"], era)


def read_boxes(era_code: str, year: str, month: str, day: str) -> date:
    """Return the day that era, year, month and day name, each typed in a box of its own.

    Raises FieldError `date_incomplete` if one is empty, else as `read_date`.
    """
    year, month, day = (normalise(part) for part in (year, month, day))
    if not (year and month and day):
        raise FieldError("date_incomplete")
    era = next((era for era in ERAS if era.code == era_code), None)
    if era is None and (era_code not in {"", WESTERN} or len(year) != 4):
        raise FieldError("not_a_date")
    return _day(year, month, day, era)


def _day(year: str, month: str, day: str, era: Era | None = None) -> date:
    number = 1 if era and year == say("ja", "form.era.first_year") else _number(year)
    western = era.western_year(number) if era else number
    if western not in YEARS or (era and number < 1):
        raise FieldError("not_a_date")
    try:
        return date(western, _number(month), _number(day))
    except ValueError:
        raise FieldError("no_such_date") from None


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", text):
        raise FieldError("not_a_date")
    return int(text)


def era_of(day: date) -> tuple[Era, int] | None:
    """Return a day's era and year in it; None before the oldest one known here."""
    for era in ERAS:
        if day >= era.begins:
            return era, day.year - era.begins.year + 1
    return None


def date_words(day: date, language: str) -> str:
    """Return a day in words with their reading marks, and its Japanese year where it has one."""
    month = say_marked(language, f"date.month.{day.month}")
    number_of_day = say_marked(language, f"date.day_of_month.{day.day}")
    western = say_marked(language, "form.date.words", year=day.year, month=month, day=number_of_day)
    counted = era_of(day)
    if counted is None:
        return western
    era, number = counted
    year = say_marked(language, "form.era.first_year") if number == 1 else str(number)
    era_words = say_marked(language, f"form.era.{era.code}")
    return say_marked(language, "form.date.with_era", date=western, era=era_words, year=year)


def era_words(day: date, language: str) -> str:
    """Return a day in its Japanese year alone, as papers write it (令和8年12月1日); without readings."""
    counted = era_of(day)
    if counted is None:
        return without_readings(date_words(day, language))
    era, number = counted
    words = say_marked(
        language,
        "form.date.in_era",
        era=say_marked(language, f"form.era.{era.code}"),
        year=say_marked(language, "form.era.first_year") if number == 1 else str(number),
        month=say_marked(language, f"date.month.{day.month}"),
        day=say_marked(language, f"date.day_of_month.{day.day}"),
    )
    return without_readings(words)
