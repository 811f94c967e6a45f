"""A portal whose catalogue has one file more: the same procedure online and by telephone."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.demo.seed_hosts import lend_hosts
from hellowork_portal.forms.catalogue_files import CATALOGUE, load_catalogue
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.jobs import mails, meetings
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Offering, Office, Procedure
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.offices.rows import read_office_file
from hellowork_portal.services.offices.service import import_offices, prefecture_names
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.procedures.offerings import offering_head
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.reservations import confirmation, holds
from hellowork_portal.services.schedules.calendar import day_of
from hellowork_portal.services.schedules.release import release_slots
from tests.factories import NOW, Desk, make_applicant, principal_of
from tests.integration.jobs.families import Watch, tools
from tests.integration.mail.rooms import Rooms

FILE = Path(__file__).with_name("interview_training.json")
ONLINE, TELEPHONE = "interview_training", "interview_training_telephone"
OFFICES = """code,name,kana,kind,prefecture_code
A1,ハローワーク甲府,こうふ,main,19
B2,ハローワーク乙訓,おとくに,main,26
C3,ハローワーク丙沢,へいざわ,main,17
"""

DAY = date(2026, 12, 4)
TYPED = {
    "course": "other",
    "course_name": " ドローン　操縦 ",
    "starts_on.era": "reiwa",
    "starts_on.year": "９",
    "starts_on.month": "2",
    "starts_on.day": "1",
    "left_on": "R8.10.31",
    "months": "１２",
    "telephone": "０３−１２３４−５６７８",
    "support.interpreter": "on",
    "remarks": "一行目\r\n二行目",
    "consent": "on",
}


def catalogue_with_both(folder: Path) -> Path:
    """Fill a folder with copies of the shipped files and the new one, online and by telephone."""
    for shipped in CATALOGUE.glob("*.json"):
        shutil.copyfile(shipped, folder / shipped.name)
    data = json.loads(FILE.read_text(encoding="utf-8"))
    (folder / FILE.name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    by_telephone = data | {
        "code": TELEPHONE,
        "name": {language: f"{name}☎" for language, name in data["name"].items()},
        "slots": data["slots"] | {"mode": "telephone", "seats": 1},
        "offered_at": ["A1"],
    }
    path = folder / f"{TELEPHONE}.json"
    path.write_text(json.dumps(by_telephone, ensure_ascii=False), encoding="utf-8")
    return folder


class Pillar:
    """Takes every letter, as a mail server would."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)

    def hang_up(self) -> None:
        """Nothing is kept open."""


@dataclass(frozen=True)
class Portal(Desk):
    """A prepared portal, one person in it, and what leaves the house."""

    who: Principal
    pillar: Pillar

    def offering(self, code: str, office: str = "A1") -> Any:
        procedure, place = self.row(Procedure, code=code), self.row(Office, code=office)
        return self.row(Offering, procedure_id=procedure.id, office_id=place.id)

    def as_read_in(self, language: str) -> "Portal":
        return replace(self, who=replace(self.who, language=language))

    def act(self, command: Callable[..., Any], **named: Any) -> Any:
        """Do something as the person, now."""
        return self.do(command, principal=self.who, now=NOW, **named)

    def ask(self, query: Callable[..., Any], **named: Any) -> Any:
        """Look at something as the person, now."""
        return self.see(query, principal=self.who, now=NOW, **named)

    def work(self) -> None:
        """Make meetings and send letters until nothing is due."""
        handlers = {"meeting.create": meetings.create, "mail": mails.deliver}
        for kind, handler in handlers.items():
            family = Family(kind, {kind: handler}, JOB.c.kind == kind)
            runner = Runner(family, tools(self.url, Watch(NOW), self.pillar, Rooms()))
            while runner.run_once():
                pass


def free_slot(portal: Portal, code: str) -> int:
    times = portal.see(day_of, offering_id=portal.offering(code).id, day=DAY, now=NOW)
    return times[0].slot_id


def held(portal: Portal, code: str) -> int:
    """Hold a seat and agree to the terms."""
    hold = portal.act(holds.hold_seat, slot_id=free_slot(portal, code))
    portal.act(holds.agree_terms, hold_id=hold)
    return hold


def booked(portal: Portal, code: str) -> str:
    """Book, and return the number."""
    hold = held(portal, code)
    portal.act(holds.keep_draft, hold_id=hold, typed=TYPED)
    return portal.act(confirmation.confirm_reservation, hold_id=hold)


def definition(portal: Portal, code: str) -> ProcedureDefinition:
    """Return what the database holds of it."""
    head = portal.see(offering_head, portal.offering(code).id)
    assert head is not None
    return portal.see(definition_of, head.procedure_version_id)


@pytest.fixture
def portal(database_url: str, tmp_path: Path) -> Portal:
    """What `cli prepare` makes of the catalogue, and the hosts that the demonstration lends."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    definitions = load_catalogue(catalogue_with_both(folder))

    def prepare(session: Session) -> Principal:
        import_offices(session, read_office_file(OFFICES, prefecture_names()), now=NOW)
        load_procedures(session, definitions, now=NOW)
        lend_hosts(session)
        release_slots(session, now=NOW)
        return principal_of(make_applicant(session, name="髙橋 花子"))

    return Portal(database_url, Desk(database_url).do(prepare), Pillar())
