"""Banners on an office's own pages, put up and taken down by its manager."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.errors import Invalid, NotAllowed, PortalError
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_moment, staff_written
from hellowork_portal.models import Banner, BannerKind, Office
from hellowork_portal.services.banners import errors
from hellowork_portal.services.banners.rules import BannerState, NewBanner, state_of
from hellowork_portal.services.banners.service import add_banner, end_banner
from hellowork_portal.services.office_settings.views import BannerRow
from hellowork_portal.services.schedule_drafts.reading import (
    all_of,
    day_or_none_in,
    minute_in,
    text_of,
)

_banner, _office = table_of(Banner), table_of(Office)
_MOST_LISTED = 10
_LONGEST = 400
_AT: dict[type[PortalError], str] = {
    errors.BannerTextMissing: "banner_ja",
    errors.BannerTextTooLong: "banner_ja",
    errors.BannerTextBroken: "banner_ja",
    errors.BannerTimesWrong: "banner_to",
    errors.BannerEndMissing: "banner_to",
}


def office_banners(session: Session, office_id: int, now: datetime) -> list[BannerRow]:
    """Return an office's latest banners, the newest first; the caller has checked the right."""
    query = select(_banner).where(_banner.c.office_id == office_id).order_by(_banner.c.id.desc())
    rows = session.connection().execute(query.limit(_MOST_LISTED))
    return [_row(row, now) for row in rows]


def _row(row: Any, now: datetime) -> BannerRow:
    state = state_of(BannerKind(row.kind), row.starts_at, row.ends_at, row.taken_down_at, now)
    live = state in (BannerState.PLANNED, BannerState.SHOWN)
    return BannerRow(row.id, row.kind, state, _when(row), staff_written(row.texts), live)


def _when(row: Any) -> Words:
    if row.ends_at is None:
        return in_all("staff.office.banner.from", starts=of_moment(row.starts_at))
    return in_all("banner.from_until", starts=of_moment(row.starts_at), ends=of_moment(row.ends_at))


def put_up(
    session: Session, *, principal: Principal, office_id: int, form: Mapping[str, Any], now: datetime
) -> int:
    """Put a banner on the office's pages; without a beginning at once. Raises Invalid, NotAllowed."""
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    said: dict[str, Any] = all_of(
        first=(day_or_none_in, form, "banner_from"),
        at=(_clock, form, "banner_from_at"),
        last=(day_or_none_in, form, "banner_to"),
        until=(_clock, form, "banner_to_at"),
    )
    texts = {code: text_of(form, f"banner_{code}", _LONGEST) for code in ("ja", "ja-easy", "en")}
    ends = (
        at_japan(said["last"], said["until"] if said["until"] is not None else 1439) if said["last"] else None
    )
    kind = BannerKind.INCIDENT if form.get("banner_kind") == BannerKind.INCIDENT else BannerKind.NOTICE
    starts = at_japan(said["first"], said["at"] or 0) if said["first"] else now
    code = session.connection().execute(select(_office.c.code).where(_office.c.id == office_id)).scalar_one()
    try:
        return add_banner(session, NewBanner(kind, starts, ends, texts, code), principal=principal, now=now)
    except tuple(_AT) as error:
        raise Invalid({_AT[type(error)]: error}) from error


def _clock(form: Mapping[str, Any], box: str) -> int | None:
    return minute_in(form, box) if text_of(form, box) else None


def take_down(
    session: Session, *, principal: Principal, office_id: int, banner_id: int, now: datetime
) -> None:
    """Take one of the office's own banners down. Raises BannerGone, NotAllowed."""
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    whose = select(_banner.c.office_id).where(_banner.c.id == banner_id)
    if session.connection().execute(whose).scalar() != office_id:
        raise NotAllowed
    end_banner(session, banner_id, principal=principal, now=now)
