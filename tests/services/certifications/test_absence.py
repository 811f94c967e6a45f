"""Who files nothing by their 認定日: seen by the office, reminded, told once; nothing is decided."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, select

from hellowork_portal.jobs.declarations import remind
from hellowork_portal.jobs.mails import deliver
from hellowork_portal.jobs.queue import JOB, Claim
from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationState,
    CertificationDay,
    CertificationDecision,
    Claimant,
    ClaimantKind,
    DayChangeRequest,
    DayChangeState,
    Job,
    Office,
    OfficeClosure,
    Procedure,
    Reservation,
    ReservationState,
)
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.certifications.absence import Due, absence_of, absences_at
from hellowork_portal.services.procedures.service import load_procedures
from tests.factories import NOW, TODAY, at, make_applicant, make_claimant, principal_of, shipped_catalogue
from tests.factories.papers import make_application, make_benefit, version_of
from tests.integration.jobs.families import tools
from tests.services.reservations.conftest import Scene, scene

__all__ = ["scene"]
BEFORE, NEXT = TODAY - timedelta(days=28), TODAY + timedelta(days=28)
EVE, MORNING, AFTER = at(-1, "12:00"), at(0, "8:00"), at(1, "9:00")
ONE_DAY = timedelta(days=1)


class Post:
    """A mailer that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)


def somebody(scene: Scene, mail: str = "hanako@example.jp", **changes: Any) -> int:
    """A person of kind b, here since the 認定日 before, whose 認定日 is today; return the record's id."""
    of_person = {name: changes.pop(name) for name in ("wants_reminders", "language") if name in changes}
    benefit = changes.pop("benefit", None)
    facts = {"kind": ClaimantKind.FORM_ONLY, "days": [BEFORE, TODAY, NEXT]} | changes

    def make(session: Session) -> int:
        person = make_applicant(session, mail, created_at=NOW - timedelta(days=20), **of_person)
        claimant = make_claimant(session, session.get_one(Office, scene.office.id), person, **facts)
        if benefit:
            make_benefit(session, claimant, **benefit)
        return claimant.id or 0

    return scene.do(make)


def file(scene: Scene, whose: int, state: ApplicationState, **changes: Any) -> None:
    """An application of the claimant for today's 認定日."""

    def make(session: Session) -> None:
        load_procedures(session, shipped_catalogue(), now=NOW)
        claimant = session.get_one(Claimant, whose)
        person = session.get_one(Applicant, claimant.applicant_id)
        procedure = session.exec(select(Procedure).where(Procedure.code == "declaration")).one()
        facts: dict[str, Any] = {"claimant_id": whose} | changes
        make_application(
            session, scene.office, person, version_of(session, procedure), {}, state=state, **facts
        )

    scene.do(make)


def absent(scene: Scene, now: datetime = AFTER) -> list[Due]:
    return scene.see(absences_at, scene.office.id, now=now)


def queued(scene: Scene, now: datetime) -> list[tuple[str, str, datetime]]:
    """Let the duty run and return what is queued: letter, turn, when it leaves."""
    remind(Claim(0, "upkeep.declarations", "", {}, 1, 1, now, ""), tools(scene.url, lambda: now))
    return [(row.args["mail"], row.args["turn"], row.run_at) for row in scene.rows(Job)]


def sent(scene: Scene, now: datetime) -> list[Letter]:
    """Let all that is due at a time be sent, and return it."""
    post = Post()
    its = tools(scene.url, lambda: now, mailer=post)
    for row in scene.rows(Job):
        if row.run_at <= now and row.kind in ("mail", "reminder"):
            deliver(Claim(row.id, row.kind, row.key, row.args, 1, 1, now, ""), its)
            scene.do(
                lambda session, id_=row.id: session.connection().execute(delete(JOB).where(JOB.c.id == id_))
            )
    return post.letters


def _forget(session: Session, job_id: int) -> None:
    session.connection().execute(delete(JOB).where(JOB.c.id == job_id))


def test_whoever_files_nothing_is_seen_by_the_office_from_the_next_day_on(scene: Scene) -> None:
    claimant_id = somebody(scene)
    assert absent(scene, at(0, "23:59")) == []
    [one] = absent(scene, at(1, "0:00"))
    assert (one.claimant_id, one.day, one.name) == (claimant_id, TODAY, "職安 花子")
    assert one.last_day == date(2026, 12, 28)
    assert scene.see(absence_of, one.applicant_id, now=AFTER) == one
    assert scene.rows(CertificationDecision) == scene.rows(Application) == []


def test_the_last_day_is_one_on_which_the_office_is_open(scene: Scene) -> None:
    somebody(scene, days=[BEFORE, TODAY, date(2026, 12, 28)])
    closed = {"office_id": scene.office.id, "on_day": date(2026, 12, 25), "reason": {"ja": "研修"}}
    assert [one.last_day for one in absent(scene)] == [date(2026, 12, 25)]
    scene.do(lambda session: session.add(OfficeClosure(**closed)))
    assert [one.last_day for one in absent(scene)] == [date(2026, 12, 24)]


@pytest.mark.parametrize(
    ("state", "is_absent"),
    [
        (ApplicationState.DRAFT, True),
        (ApplicationState.WITHDRAWN, True),
        (ApplicationState.RECEIVED, False),
        (ApplicationState.RETURNED, False),
        (ApplicationState.NOT_CERTIFIED, False),
    ],
)
def test_only_what_is_filed_counts(scene: Scene, state: ApplicationState, is_absent: bool) -> None:
    file(scene, somebody(scene), state)
    assert bool(absent(scene)) == is_absent


def test_what_was_filed_without_a_record_counts_and_so_does_a_later_decision(scene: Scene) -> None:
    file(scene, somebody(scene), ApplicationState.RECEIVED, claimant_id=None, is_unconfirmed_claim=True)
    later = somebody(scene, "later@example.jp")
    file(scene, later, ApplicationState.CERTIFIED, certification_on=NEXT)
    assert absent(scene) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ClaimantKind.NONE},
        {"online_from": TODAY + ONE_DAY},
        {"online_until": TODAY - ONE_DAY},
        {"days": [TODAY, NEXT], "benefit": {"sought_on": TODAY - timedelta(days=28)}},
        {"benefit": {"remaining_days": 0}},
        {"benefit": {"benefit_ends_on": BEFORE - ONE_DAY}},
        {"days": [BEFORE, NEXT]},
    ],
    ids=["in person", "not yet", "no longer", "first day", "used up", "ended", "no day"],
)
def test_whom_the_record_does_not_let_declare_online_is_left_out(
    scene: Scene, changes: dict[str, Any]
) -> None:
    somebody(scene, **changes)
    assert [one for one in absent(scene) if one.day == TODAY] == []
    assert [one for one in queued(scene, MORNING) if one[2] == MORNING] == []


def test_a_day_that_was_moved_is_missed_no_more_and_one_that_is_asked_about_is_not_told(
    scene: Scene,
) -> None:
    claimant_id = somebody(scene)
    asked = {
        "claimant_id": claimant_id, "applicant_id": scene.row(Claimant).applicant_id,
        "office_id": scene.office.id, "from_day": TODAY, "reason": "illness",
        "state": DayChangeState.ASKED, "asked_at": NOW,
    }  # fmt: skip
    scene.do(lambda session: session.add(DayChangeRequest(**asked)))
    [one] = absent(scene)
    assert (one.has_asked, one.waits(TODAY + ONE_DAY)) == (True, False)
    assert queued(scene, AFTER) == []
    scene.do(replace_day, claimant_id, TODAY, TODAY + timedelta(days=2), is_approved=True)
    assert absent(scene) == []


def test_who_has_come_since_is_marked_and_not_told(scene: Scene) -> None:
    somebody(scene)
    who = principal_of(scene.see(lambda session: session.exec(select(Applicant)).one()))
    scene.reserve(who, scene.slot(at(3)))
    assert absent(scene, at(4))[0].has_come is False
    scene.do(lambda session: session.connection().execute(
        update(table_of(Reservation)).values(state=ReservationState.COMPLETED)
    ))  # fmt: skip
    assert absent(scene, at(4))[0].has_come is True
    assert scene.see(absence_of, who.applicant_id, now=at(4)) is None


def test_reminders_leave_on_the_eve_and_in_the_morning_once(scene: Scene) -> None:
    claimant_id = somebody(scene)
    dawn = at(-1, "0:25")
    wanted = [("declaration_reminder", "eve", EVE), ("declaration_reminder", "morning", MORNING)]
    assert queued(scene, dawn) == wanted
    assert queued(scene, at(-1, "18:00")) == wanted
    assert queued(scene, at(0, "0:25")) == wanted
    assert sent(scene, EVE - ONE_DAY) == []
    [letter] = sent(scene, EVE)
    assert letter.to == "hanako@example.jp"
    for said in ("2026年12月1日（火）", "0:00", "17:15", "/apply", "新宿（東京都）"):
        assert said in letter.text
    file(scene, claimant_id, ApplicationState.RECEIVED)
    assert sent(scene, MORNING) == []


def test_reminders_are_in_the_persons_language_and_only_where_they_are_wanted_and_true(scene: Scene) -> None:
    somebody(scene, language="en")
    somebody(scene, "quiet@example.jp", wants_reminders=False)
    queued(scene, at(-1, "0:25"))
    [letter] = sent(scene, MORNING - timedelta(hours=9))
    assert "has not been filed yet" in letter.text
    assert sent(scene, at(0, "17:16")) == []
    queued(scene, at(-1, "0:25"))
    assert [one.to for one in sent(scene, at(0, "17:15"))] == ["hanako@example.jp"], "the eve's is over"


def test_who_was_absent_is_told_once_until_when_to_come(scene: Scene) -> None:
    claimant_id = somebody(scene)
    assert ("declaration_absent", "", at(1, "8:30")) in queued(scene, at(1, "0:25"))
    [letter] = sent(scene, at(1, "8:30"))
    for said in ("2026年12月28日（月）", "職業相談", "電話：", "職員が決めます"):
        assert said in letter.text
    scene.do(
        lambda session: session.add(CertificationDay(claimant_id=claimant_id, on_day=TODAY + 2 * ONE_DAY))
    )
    assert [one.last_day for one in absent(scene)] == [TODAY + ONE_DAY]


def test_the_letter_is_written_once_and_not_once_it_is_over(scene: Scene) -> None:
    somebody(scene)
    first = queued(scene, at(1, "0:25"))
    assert queued(scene, at(2, "0:25")) == queued(scene, at(5, "0:25")) == first
    [one] = absent(scene, at(27))
    assert [one.waits(date(2026, 12, day)) for day in (28, 29)] == [True, False]
    assert scene.see(absence_of, one.applicant_id, now=at_japan(date(2026, 12, 29), 0)) is None


def test_where_no_next_day_is_known_the_letter_names_none(scene: Scene) -> None:
    somebody(scene, days=[BEFORE, TODAY])
    queued(scene, at(1, "0:25"))
    [letter] = sent(scene, AFTER)
    assert "次の認定日の前日までに" in letter.text
