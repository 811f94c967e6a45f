"""When an office takes declarations: its own setting, in force at once (product.md decision 10)."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of, upsert
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import CertificationDay, Claimant, ClaimantKind, OfficeCertification
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.facts import hours_of
from hellowork_portal.services.certifications.periods import OfficeHours
from hellowork_portal.services.reviews.errors import BoxWrong
from hellowork_portal.services.reviews.rows import REVIEWING
from hellowork_portal.services.reviews.setting_views import FormWindow
from hellowork_portal.services.staff.offices import office_for

MOST_DAYS, LAST_MINUTE = 14, 24 * 60 - 1
_AHEAD = timedelta(days=27)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DAY, _CLAIMANT = table_of(CertificationDay), table_of(Claimant)


def form_window(session: Session, *, principal: Principal, office_code: str, now: datetime) -> FormWindow:
    """Return when an office takes declarations, and how many people that concerns. Raises NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    hours = hours_of(session, office.id)
    today, coming = _concerned(session, office.id, now)
    return FormWindow(
        days_before=hours.drafts_days_before,
        files_from=_wall(hours.files_from_minute),
        files_until=_wall(hours.files_until_minute),
        today=today,
        coming=coming,
    )


def save_form_window(
    session: Session, *, principal: Principal, office_code: str, form: Mapping[str, Any], now: datetime
) -> None:
    """Keep it; it holds for today's 認定日 too. Raises Invalid with each error at its box, NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=(Role.OFFICE_MANAGER,))
    before, after = hours_of(session, office.id), _hours_in(form)
    row = {
        "office_id": office.id,
        "drafts_days_before": after.drafts_days_before,
        "files_from_minute": after.files_from_minute,
        "files_until_minute": after.files_until_minute,
        "changed_at": now,
        "changed_by_id": principal.staff_id,
    }
    upsert(session, OfficeCertification, row, key=("office_id",))
    about = {"before": before.__dict__, "after": after.__dict__}
    record(session, principal, "office.form_window_changed", ("office", office.id), now=now, **about)


def _hours_in(form: Mapping[str, Any]) -> OfficeHours:
    wrong: dict[str, PortalError] = {}
    typed = _typed(form, "drafts_days_before")
    days = int(typed) if re.fullmatch("[0-9]{1,2}", typed) else -1
    if not 0 <= days <= MOST_DAYS:
        wrong["drafts_days_before"] = BoxWrong("percent", least=0, most=MOST_DAYS)
    begins, ends = _minute(form, "files_from"), _minute(form, "files_until")
    for name, minute in (("files_from", begins), ("files_until", ends)):
        if minute is None:
            wrong[name] = BoxWrong("time")
    if begins is not None and ends is not None and begins >= ends:
        wrong["files_until"] = BoxWrong("time_order")
    if wrong or begins is None or ends is None:
        raise Invalid(wrong)
    return OfficeHours(days, begins, ends)


def _typed(form: Mapping[str, Any], name: str) -> str:
    return normalise(str(form.get(name, ""))[:20]).strip()


def _minute(form: Mapping[str, Any], name: str) -> int | None:
    """Return the minute of the day of a box with a time from 0:00 to 23:59."""
    found = _TIME.fullmatch(_typed(form, name))
    minute = 60 * int(found[1]) + int(found[2]) if found and int(found[2]) < 60 else LAST_MINUTE + 1
    return minute if minute <= LAST_MINUTE else None


def _wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _concerned(session: Session, office_id: int, now: datetime) -> tuple[int, int]:
    """Return how many people who declare online have their 認定日 today, and in the four weeks from now."""
    today = day_in_japan(now)
    its = (_CLAIMANT.c.office_id == office_id) & (_CLAIMANT.c.online_kind != ClaimantKind.NONE)
    people = select(func.count(_DAY.c.claimant_id.distinct())).join(
        _CLAIMANT, _CLAIMANT.c.id == _DAY.c.claimant_id
    )
    reach = (_DAY.c.on_day == today, _DAY.c.on_day.between(today, today + _AHEAD))
    counted = [session.connection().scalar(people.where(its, days)) or 0 for days in reach]
    return counted[0], counted[1]
