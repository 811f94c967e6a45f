"""How an office decides: by one person or two, and how much of a bulk approval is looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import upsert
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import OfficeCertification
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reviews.errors import BoxWrong
from hellowork_portal.services.reviews.rows import REVIEWING, office_rules
from hellowork_portal.services.reviews.setting_views import ReviewSettings
from hellowork_portal.services.staff.offices import office_for

_LEAST, _MOST = 1, 100


def review_settings(session: Session, *, principal: Principal, office_code: str) -> ReviewSettings:
    """Return how an office decides. Raises NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    return ReviewSettings(*office_rules(session, office.id))


def save_review_settings(
    session: Session, *, principal: Principal, office_code: str, form: Mapping[str, Any], now: datetime
) -> ReviewSettings:
    """Keep them; decisions that wait already keep waiting. Raises Invalid, NotAllowed."""
    office = office_for(session, principal=principal, code=office_code, roles=(Role.OFFICE_MANAGER,))
    typed = normalise(str(form.get("sample_percent", ""))[:20]).removesuffix("%").strip()
    percent = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    if not _LEAST <= percent <= _MOST:
        raise Invalid({"sample_percent": BoxWrong("percent", least=_LEAST, most=_MOST)})
    needs_two = form.get("needs_two_persons") in (True, "on", "true")
    before, after = (
        ReviewSettings(*office_rules(session, office.id)),
        ReviewSettings(needs_two, percent),
    )
    row = {
        "office_id": office.id,
        "needs_two_persons": needs_two,
        "sample_percent": percent,
        "changed_at": now,
        "changed_by_id": principal.staff_id,
    }
    upsert(session, OfficeCertification, row, key=("office_id",))
    about = {"before": before.__dict__, "after": after.__dict__}
    record(session, principal, "office.review_changed", ("office", office.id), now=now, **about)
    return after
