"""What a request to move a 認定日 may say (domain.md §1); pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.services.certifications import errors

LONGEST_NOTE = 500
_FARTHEST = timedelta(days=27)
"""A day moves by less than a cycle: the next 認定日 comes after it anyway."""


class Reason(StrEnum):
    """Why a 認定日 may be moved; `other` is told in words, and the office judges."""

    JOB = "job"
    INTERVIEW = "interview"
    EXAM = "exam"
    ILLNESS = "illness"
    CARE = "care"
    FUNERAL = "funeral"
    WEDDING = "wedding"
    SCHOOL = "school"
    TRAINING = "training"
    DISASTER = "disaster"
    OTHER = "other"


def is_eve(reason: str, from_day: date, new_day: date) -> bool:
    """Whether a new day is the eve of somebody's first day at work (domain.md §1, 就職の申告).

    Such a day is earlier than the 認定日. Whoever works on the 認定日 itself gets a later one, and
    goes on being certified day by day until the day before it.
    """
    return reason == Reason.JOB and new_day < from_day


@dataclass(frozen=True)
class Wish:
    """A request as it was typed, read and checked."""

    from_day: date
    reason: Reason
    wished_on: date | None
    note: str


def wish_in(form: Mapping[str, Any], days: Mapping[date, bool], today: date) -> Wish:
    """Return what a form asks for. Raises Invalid with each error at its box.

    `days` are the person's own coming 認定日.
    """
    wrong: dict[str, PortalError] = {}
    from_day = _day(form, "from_day")
    if from_day is None or from_day not in days:
        wrong["from_day"] = errors.DayChangeNotYours()
    elif from_day <= today:
        wrong["from_day"] = errors.DayChangeTooLate()
    reason, note, wished = _text(form, "reason"), _text(form, "note"), _day(form, "wished_on")
    if reason not in set(Reason):
        wrong["reason"] = errors.DayChangeReasonMissing()
    if reason == Reason.OTHER and not note:
        wrong["note"] = errors.DayChangeNoteMissing()
    if len(note) > LONGEST_NOTE:
        wrong["note"] = errors.DayChangeNoteLong(most=LONGEST_NOTE)
    if _text(form, "wished_on") and not _can_be(wished, from_day, today):
        wrong["wished_on"] = errors.DayChangeDayWrong()
    if wrong or from_day is None:
        raise Invalid(wrong)
    return Wish(from_day, Reason(reason), wished, note)


def _can_be(wished: date | None, from_day: date | None, today: date) -> bool:
    if wished is None or wished <= today:
        return False
    return from_day is None or (wished != from_day and abs(wished - from_day) <= _FARTHEST)


def new_day_in(form: Mapping[str, Any], from_day: date, today: date, days: Iterable[date]) -> date:
    """Return the day that the office gives instead; raises Invalid. Today is possible (就職).

    It lies between the person's 認定日 before and after the one that moves; `days` are all of theirs.
    """
    day = _day(form, "new_day")
    if day is None or day < today or day == from_day or abs(day - from_day) > _FARTHEST:
        raise Invalid({"new_day": errors.DayChangeNewDayWrong()})
    if any(from_day < other <= day or day <= other < from_day for other in days):
        raise Invalid({"new_day": errors.DayChangeNewDayWrong()})
    return day


def answer_in(form: Mapping[str, Any], box: str, *, is_needed: bool) -> str:
    """Return the office's words; raises Invalid where they are missing or too long."""
    answer = _text(form, box)
    if is_needed and not answer:
        raise Invalid({box: errors.DayChangeAnswerMissing()})
    if len(answer) > LONGEST_NOTE:
        raise Invalid({box: errors.DayChangeNoteLong(most=LONGEST_NOTE)})
    return answer


def _text(form: Mapping[str, Any], name: str) -> str:
    return str(form.get(name) or "").replace("\r\n", "\n").strip()


def _day(form: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(_text(form, name))
    except ValueError:
        return None
