"""Banners above the pages: put up, listed, taken down, shown."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_moment, of_span, staff_written
from hellowork_portal.models import Banner, BannerKind, Office
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.banners import errors, rules
from hellowork_portal.services.banners.rules import NewBanner
from hellowork_portal.services.banners.views import BannerLine, BannerView

_banner, _office = table_of(Banner), table_of(Office)
_BANNERS = select(_banner, _office.c.code.label("office_code")).outerjoin(
    _office, _office.c.id == _banner.c.office_id
)
_MOST_LISTED = 100


def current_banners(session: Session, *, now: datetime) -> list[BannerView]:
    """Return every banner to be seen at `now`, those of offices included, in the order of showing.

    A page shows those without an office, and an office's own where it is about that office.
    """
    is_live = _banner.c.taken_down_at.is_(None) & or_(_banner.c.ends_at.is_(None), _banner.c.ends_at > now)
    rows = session.connection().execute(_BANNERS.where(is_live, _banner.c.starts_at <= now + rules.ANNOUNCED))
    seen = [row for row in rows if rules.shown_from(BannerKind(row.kind), row.starts_at) <= now]
    seen.sort(key=lambda row: (rules.place_of(BannerKind(row.kind)), row.starts_at, row.id))
    return [_view(row) for row in seen]


def _view(row: Row[Any]) -> BannerView:
    return BannerView(
        id=row.id,
        kind=row.kind,
        office_code=row.office_code or "",
        heading=in_all(f"banner.kind.{row.kind}"),
        when=_when(row) if row.kind == BannerKind.MAINTENANCE else {},
        text=staff_written(row.texts),
    )


def _when(row: Row[Any]) -> Words:
    """Return from when to when a maintenance lasts, in Japan's time."""
    if day_in_japan(row.starts_at) == day_in_japan(row.ends_at):
        return of_span(row.starts_at, row.ends_at)
    return in_all("banner.from_until", starts=of_moment(row.starts_at), ends=of_moment(row.ends_at))


def add_banner(session: Session, banner: NewBanner, *, principal: Principal, now: datetime) -> int:
    """Put a banner up and return its id; raises the errors of this feature."""
    texts = rules.cleaned(banner.texts)
    rules.check(NewBanner(banner.kind, banner.starts_at, banner.ends_at, texts), now=now)
    row = {
        "kind": banner.kind,
        "office_id": _office_id(session, banner.office_code),
        "texts": texts,
        "starts_at": banner.starts_at,
        "ends_at": banner.ends_at,
        "made_at": now,
    }
    banner_id = session.connection().execute(insert(_banner).values(row).returning(_banner.c.id)).scalar_one()
    record(session, principal, "banner.added", ("banner", banner_id), now=now, kind=banner.kind.value)
    return banner_id


def _office_id(session: Session, code: str) -> int | None:
    if not code:
        return None
    found = session.connection().execute(select(_office.c.id).where(_office.c.code == code)).scalar()
    if found is None:
        raise errors.BannerOfficeUnknown(office=code)
    return found


def end_banner(session: Session, banner_id: int, *, principal: Principal, now: datetime) -> None:
    """Take a banner down at once, planned ones too; raises BannerGone."""
    live = update(_banner).where(_banner.c.id == banner_id, _banner.c.taken_down_at.is_(None))
    if session.connection().execute(live.values(taken_down_at=now)).rowcount != 1:
        raise errors.BannerGone(banner=banner_id)
    record(session, principal, "banner.ended", ("banner", banner_id), now=now)


def banners(session: Session, *, now: datetime) -> list[BannerLine]:
    """Return the latest banners with their states, newest first."""
    rows = session.connection().execute(_BANNERS.order_by(_banner.c.id.desc()).limit(_MOST_LISTED))
    return [_line(row, now) for row in rows]


def _line(row: Row[Any], now: datetime) -> BannerLine:
    return BannerLine(
        id=row.id,
        kind=row.kind,
        state=rules.state_of(BannerKind(row.kind), row.starts_at, row.ends_at, row.taken_down_at, now),
        office_code=row.office_code or "",
        starts=of_moment(row.starts_at),
        ends=of_moment(row.ends_at) if row.ends_at else {},
        text=staff_written(row.texts),
    )
