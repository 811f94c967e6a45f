"""Reading offices and prefectures."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Office, Prefecture
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of
from hellowork_portal.services.offices.views import OfficeView, PhoneKind, PrefectureView

_office, _prefecture = table_of(Office), table_of(Prefecture)
_OFFICES = (
    select(_office, *OFFICE_NAME)
    .join(_prefecture, _prefecture.c.code == _office.c.prefecture_code)
    .order_by(_office.c.code)
)


def prefectures(session: Session) -> list[PrefectureView]:
    """Return all prefectures from north to south."""
    rows = session.connection().execute(select(_prefecture).order_by(_prefecture.c.code))
    return [PrefectureView(code=row.code, name=row.name, latin=row.latin) for row in rows]


def offices_in(session: Session, prefecture_code: str) -> list[OfficeView]:
    """Return a prefecture's offices in the order of their codes, which begins with the main ones."""
    return _views(session.connection().execute(_OFFICES.where(_office.c.prefecture_code == prefecture_code)))


def office_of(session: Session, office_id: int) -> OfficeView | None:
    """Return one office, or nothing when there is none with this id."""
    found = _views(session.connection().execute(_OFFICES.where(_office.c.id == office_id)))
    return found[0] if found else None


def office_with_code(session: Session, code: str) -> OfficeView | None:
    """Return the office with a code, or nothing."""
    found = _views(session.connection().execute(_OFFICES.where(_office.c.code == code)))
    return found[0] if found else None


def offices_with_ids(session: Session, office_ids: Sequence[int]) -> dict[int, OfficeView]:
    """Return offices by their ids."""
    rows = session.connection().execute(_OFFICES.where(_office.c.id.in_(list(office_ids))))
    return {office.id: office for office in _views(rows)}


def _views(rows: Iterable[Row[Any]]) -> list[OfficeView]:
    return [_view(row) for row in rows]


def _view(row: Row[Any]) -> OfficeView:
    phone, kind = reachable(row.phone)
    return OfficeView(
        id=row.id,
        code=row.code,
        name=row.name,
        words=office_name_of(row),
        prefecture_code=row.prefecture_code,
        prefecture=row.prefecture,
        postal_code=row.postal_code,
        address=row.address,
        phone=phone,
        phone_kind=kind,
        jurisdiction=row.jurisdiction,
        formal_name=row.formal_name,
    )


def reachable(phone: str) -> tuple[str, PhoneKind]:
    """Return the number to call and whose it is: an unknown office number gives the operator's."""
    if phone:
        return phone, PhoneKind.OFFICE
    ours = settings().contact.phone
    return (ours, PhoneKind.PORTAL) if ours else ("", PhoneKind.NONE)
