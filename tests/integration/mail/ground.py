"""A confirmed reservation with everything that its letters speak of."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.forms.catalogue_files import as_json, digest, load_catalogue
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.models import (
    Applicant,
    Delivery,
    Meeting,
    MeetingHost,
    Mode,
    Offering,
    Office,
    Prefecture,
    Procedure,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.meetings.service import request_meeting, take_host
from hellowork_portal.services.outbox.service import NewJob, enqueue

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
NAME = "髙橋﨑 𠮷葛\U000e0100子"
NUMBER = "ABCDE23456"
CONFIRMATION = "mail:reservation_confirmed:{}:0"


@dataclass(frozen=True)
class Ground:
    """Ids of the rows that tests act on."""

    applicant_id: int
    offering_id: int
    reservation_id: int
    slot_id: int

    @property
    def confirmation_key(self) -> str:
        return CONFIRMATION.format(self.reservation_id)


def lay(url: str, *, mode: Mode = Mode.ONLINE, hosts: int = 1, language: str = "ja") -> Ground:
    """Confirm a reservation for tomorrow noon, as services/reservations does: seat, host, meeting, mail."""
    with transaction(url) as session:
        offering_id = make_offering(session, mode)
        for number in range(hosts):
            session.add(MeetingHost(provider_user_id=f"host-{number}", offering_id=offering_id))
        ground = confirm(session, offering_id, language=language)
        reservation = session.get_one(Reservation, ground.reservation_id)
        if mode is Mode.ONLINE:
            take_host(
                session,
                reservation_id=ground.reservation_id,
                offering_id=offering_id,
                starts_at=reservation.starts_at,
                ends_at=reservation.ends_at,
                buffer_minutes=5,
            )
            request_meeting(session, reservation, now=NOON)
        enqueue(session, [confirmation_job(ground, language)], now=NOON)
    return ground


def confirmation_job(ground: Ground, language: str = "ja") -> NewJob:
    args = {
        "mail": "reservation_confirmed",
        "reservation_id": ground.reservation_id,
        "language": language,
    }
    return NewJob("mail", ground.confirmation_key, args)


def make_offering(session: Session, mode: Mode = Mode.ONLINE) -> int:
    """Make an office in Tokyo that offers career counselling."""
    _keep(session, Prefecture(code="13", name="東京都", kana="とうきょうと", latin="Tokyo"))
    office = _keep(
        session,
        Office(
            code="13-001",
            name="ハローワーク新宿",
            kana="しんじゅく",
            kind="main",
            prefecture_code="13",
            address="東京都新宿区歌舞伎町2-42-10",
            phone="03-3200-8609",
        ),
    )
    procedure = _keep(
        session, Procedure(code="interview_counselling", kind="interview", purpose="counselling")
    )
    return _id(_keep(session, Offering(office_id=_id(office), procedure_id=_id(procedure), mode=mode)))


def confirm(session: Session, offering_id: int, *, number: str = NUMBER, **changes: Any) -> Ground:
    """Write a confirmed reservation in a slot of its own for tomorrow noon in Japan."""
    starts_at = changes.pop("starts_at", NOON + timedelta(days=1))
    ends_at = starts_at + timedelta(minutes=30)
    slot = _keep(
        session,
        Slot(
            offering_id=offering_id,
            on_day=day_in_japan(starts_at),
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=1,
            taken=1,
        ),
    )
    person = _keep(session, applicant(f"{number.lower()}@example.jp"))
    values = {
        "number": number,
        "state": ReservationState.CONFIRMED,
        "held_at": NOON,
        "confirmed_at": NOON,
        "procedure_version_id": _version(session, offering_id),
    }
    row = Reservation(
        slot_id=_id(slot), applicant_id=_id(person), starts_at=starts_at, ends_at=ends_at, **values | changes
    )
    return Ground(_id(person), offering_id, _id(_keep(session, row)), _id(slot))


def applicant(mail_address: str, name: str = NAME) -> Applicant:
    return Applicant(
        mail_address=mail_address,
        password_hash="",
        name=name,
        reading="たかはしざき よしこ",
        born_on=NOON.date().replace(year=1970),
        phone="03-0000-0000",
        terms_version="2026-11-23",
        terms_agreed_at=NOON,
        created_at=NOON,
    )


def _version(session: Session, offering_id: int) -> int:
    procedure_id = session.get_one(Offering, offering_id).procedure_id
    found = session.exec(
        select(ProcedureVersion).where(ProcedureVersion.procedure_id == procedure_id)
    ).first()
    if found is None:
        [definition] = [one for one in load_catalogue() if one.code == "interview_counselling"]
        content = json.loads(as_json(definition))
        found = _keep(
            session,
            ProcedureVersion(
                procedure_id=procedure_id,
                number=1,
                digest=digest(definition),
                definition=content,
                published_at=NOON,
            ),
        )
    return _id(found)


def _keep(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def _id(row: Any) -> int:
    return row.id


def deliveries(url: str) -> list[Delivery]:
    with reading(url) as session:
        return list(session.exec(select(Delivery).order_by(Delivery.id)))  # type: ignore[arg-type]


def meeting(url: str, ground: Ground) -> Meeting:
    with reading(url) as session:
        return session.exec(select(Meeting).where(Meeting.reservation_id == ground.reservation_id)).one()
