"""People of the gallery who review applications, and the declarations that lie before them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from hellowork_portal import runtime
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind
from hellowork_portal.kit.principal import Role as Right
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import ApplicationState, Office, Procedure
from hellowork_portal.services.claimants.settling import settle_day
from hellowork_portal.services.reviews.opening import open_for_review
from hellowork_portal.services.staff import sessions
from tests.e2e.cast_of_accounts import Role
from tests.e2e.cast_of_staff import member
from tests.factories import make_applicant, make_claimant
from tests.factories.papers import make_application, make_benefit, version_of

OF_REVIEWS = "HW14-003"
"""An office at which nobody else does anything."""


class ReviewRoles:
    """Roles by the names of these methods; mixed into the cast."""

    def _reviewer(self) -> Role:
        """A manager with a case in review that has doubts, one without a doubt, and two who filed nothing."""
        staff_id, cookies = reviewer()
        doubtful, plain = (
            runtime.run_now(file_declaration, is_doubtful=True),
            runtime.run_now(file_declaration),
        )
        runtime.run_now(_begin, staff_id=staff_id, number=doubtful)
        absent = runtime.run_now(_leave_out, staff_id=staff_id)
        return Role(cookies, {"at": OF_REVIEWS, "case": doubtful, "plain": plain, "absent": absent})


def reviewer() -> tuple[int, dict[str, str]]:
    """Return a manager of the office: id and cookies."""
    staff_id = runtime.run_now(member, role=Right.OFFICE_MANAGER, office=OF_REVIEWS)
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    return staff_id, {"staff": token}


def file_declaration(session: Session, *, now: datetime, is_doubtful: bool = False) -> str:
    """Somebody new has filed a declaration for today, after an earlier one; return its 受付番号."""
    office = session.exec(select(Office).where(Office.code == OF_REVIEWS)).one()
    version = version_of(
        session, session.exec(select(Procedure).where(Procedure.code == "declaration")).one()
    )
    today, first = day_in_japan(now), day_in_japan(now) - timedelta(days=28)
    person = make_applicant(session, f"filed-{secrets.token_hex(4)}@example.jp", name="申告 花子")
    claimant = make_claimant(session, office, person, days=[today, today + timedelta(days=28)])
    make_benefit(session, claimant)
    facts: dict[str, Any] = {"claimant_id": id_of(claimant), "submitted_at": now, "saved_at": now}
    said = _answers(first, is_doubtful=is_doubtful)
    before = {"period_first": first - timedelta(days=28), "period_last": first - timedelta(days=1)}
    number = f"{secrets.randbelow(10**11):011}"
    earlier = {"certification_on": first, "number": f"1{number}", "state": ApplicationState.CERTIFIED}
    make_application(session, office, person, version, _answers(first), **facts | before | earlier)
    its = {"certification_on": today, "period_first": first, "period_last": today - timedelta(days=1)}
    doubts = [_doubt(first)] if is_doubtful else []
    its |= {"number": f"2{number}", "findings": doubts}
    return make_application(session, office, person, version, said, **facts | its).number or ""


def _answers(first: Any, *, is_doubtful: bool = False) -> dict[str, Any]:
    day = (first + timedelta(days=5)).isoformat()
    search = {"method": "hello_work", "done_on": day, "institution": "ハローワーク", "content": "職業相談"}
    worked = {"worked": "yes", "marks": {day: "work"}, "incomes": []} if is_doubtful else {"worked": "no"}
    again = search | {"done_on": (first + timedelta(days=9)).isoformat(), "content": "職業紹介"}
    more = {"searched": "yes", "activities": [search, again], "ready": "yes"}
    return {"claimant_name": "申告 花子"} | worked | more | {"job_kind": "none", "truth": True}


def _doubt(first: Any) -> dict[str, Any]:
    day = (first + timedelta(days=5)).isoformat()
    return {
        "rule": "V15", "level": "flag", "field_id": "activities", "row": 0, "column": "done_on",
        "variant": "unrecorded", "values": {"day": day},
    }  # fmt: skip


def _begin(session: Session, *, staff_id: int, number: str, now: datetime) -> None:
    open_for_review(session, principal=_manager(session, staff_id), number=number, seen=0, now=now)


def _manager(session: Session, staff_id: int) -> Principal:
    office = session.exec(select(Office).where(Office.code == OF_REVIEWS)).one()
    grants = frozenset({Grant(Right.OFFICE_MANAGER, id_of(office))})
    return Principal(PrincipalKind.STAFF, staff_id, grants=grants)


def _leave_out(session: Session, *, staff_id: int, now: datetime) -> int:
    """Two people have filed nothing for two days each; one day is settled. Return that person's record."""
    office = session.exec(select(Office).where(Office.code == OF_REVIEWS)).one()
    today, its = day_in_japan(now), 0
    days = [today - timedelta(days=ago) for ago in (33, 5, -23)]
    for name in ("無届 花子", "来所 太郎"):
        mail = f"absent-{secrets.token_hex(4)}@example.jp"
        person = make_applicant(session, mail, name=name, created_at=now - timedelta(days=90))
        its = id_of(make_claimant(session, office, person, days=days))
    who, note = _manager(session, staff_id), "腕を骨折し、家族が紙の申告書を持参した。"
    form = {"settled_day": days[0].isoformat(), "settled_how": "other", "settled_note": note}
    settle_day(session, principal=who, claimant_id=its, form=form, now=now)
    return its
