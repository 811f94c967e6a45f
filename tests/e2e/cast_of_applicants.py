"""People of the gallery who file a declaration: each in the situation of one screen."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Application,
    CertificationDay,
    Claimant,
    ClaimantKind,
    CorrectionRequest,
    Office,
    OfficeCertification,
    StaffMember,
)
from hellowork_portal.services.applications import drafts, starting, submission, writing
from tests.e2e.cast_of_accounts import Role
from tests.e2e.desk import QUIET_OFFICE, Desk

CODE = "declaration"
_CLAIMANT, _DAY, _OFFICE = table_of(Claimant), table_of(CertificationDay), table_of(Office)
_HOURS, _MEMBER = table_of(OfficeCertification), table_of(StaffMember)
_REQUEST, _APPLICATION = table_of(CorrectionRequest), table_of(Application)
TYPED = {
    "worked": "no", "searched": "no", "no_search_reason": "体調がよくなかったためです。", "ready": "yes",
    "job_kind": "none", "truth": "on",
}  # fmt: skip
"""A whole declaration with one doubt: nothing was done to find work."""


class ApplicantRoles:
    """Roles by the names of these methods; mixed into the cast."""

    _desk: Desk

    def _signed_in(self, applicant_id: int) -> dict[str, str]:
        """Return the cookies of somebody who is signed in."""
        raise NotImplementedError

    def _filer(self, *steps: str) -> Role:
        """Somebody whose 認定日 is today, as far as told: begun, typed, filed, returned."""
        mail, applicant_id = self._desk.make_account()
        now = clock.now()
        runtime.run_now(make_claimant, applicant_id=applicant_id, now=now)
        who = Principal(PrincipalKind.APPLICANT, applicant_id)
        at: dict[str, Any] = {"person": who, "mail": mail, "office": QUIET_OFFICE}
        if "begun" in steps:
            at["application"] = runtime.run_now(starting.begin, principal=who, code=CODE, now=now)
        draft: dict[str, Any] = {
            "principal": who, "application_id": at.get("application", 0), "now": now,
        }  # fmt: skip
        if "typed" in steps:
            runtime.run_now(drafts.keep, typed=TYPED, **draft)
        if "filed" in steps:
            page = runtime.read_now(writing.check_page, **draft)
            ticks = [doubt.rule for doubt in page.doubts]
            given = {"accepted": ticks, "confirmed": page.confirmed}
            at["number"] = runtime.run_now(submission.submit, **given, **draft)
        if "returned" in steps:
            runtime.run_now(give_back, application_id=at["application"], now=now)
        return Role(self._signed_in(applicant_id), at)

    def _filer_new(self) -> Role:
        return self._filer()

    def _filer_begun(self) -> Role:
        return self._filer("begun")

    def _filer_ready(self) -> Role:
        return self._filer("begun", "typed")

    def _filer_done(self) -> Role:
        return self._filer("begun", "typed", "filed")

    def _filer_returned(self) -> Role:
        return self._filer("begun", "typed", "filed", "returned")


def make_claimant(session: Session, *, applicant_id: int, now: datetime) -> None:
    """Let an office know the person, kind b, with a 認定日 today and one in 28 days.

    Declarations are taken to the day's very end: an office itself cannot set its last minute.
    """
    office_id = (
        session.connection().execute(select(_OFFICE.c.id).where(_OFFICE.c.code == QUIET_OFFICE)).scalar_one()
    )
    number = f"1401026{applicant_id:07}"
    row = {
        "office_id": office_id, "applicant_id": applicant_id, "number_sealed": seal(number),
        "number_fingerprint": fingerprint(number), "online_kind": ClaimantKind.FORM_ONLY,
        "name": "職安 花子", "reading": "ショクアン ハナコ",
    }  # fmt: skip
    made = insert(_CLAIMANT).values(**row).returning(_CLAIMANT.c.id)
    claimant_id = session.connection().execute(made).scalar_one()
    today, cycle = clock.day_in_japan(now), timedelta(days=28)
    days = [{"claimant_id": claimant_id, "on_day": day} for day in (today - cycle, today, today + cycle)]
    session.connection().execute(insert(_DAY), [one | {"is_approved_change": False} for one in days])
    if session.get(OfficeCertification, office_id) is None:
        hours = {"office_id": office_id, "files_until_minute": 24 * 60, "changed_at": now}
        session.connection().execute(insert(_HOURS).values(**hours))


def drafted(applicant_id: int) -> int:
    """Let somebody have a declaration that can be filed as it is; return its id."""
    now = clock.now()
    runtime.run_now(make_claimant, applicant_id=applicant_id, now=now)
    who = Principal(PrincipalKind.APPLICANT, applicant_id)
    draft = runtime.run_now(starting.begin, principal=who, code=CODE, now=now)
    runtime.run_now(drafts.keep, principal=who, application_id=draft, typed=TYPED, now=now)
    return draft


def give_back(session: Session, *, application_id: int, now: datetime) -> None:
    """Return an application, as staff do."""
    staff_id = session.connection().execute(select(_MEMBER.c.id).limit(1)).scalar_one()
    notes = {
        "message": "理由をもう少し詳しく書いてください。",
        "fields": {"no_search_reason": "いつからかも書いてください。"},
    }
    asked = {
        "application_id": application_id, "asked_by_id": staff_id, "asked_at": now,
        "fields": ["no_search_reason"], "notes_sealed": seal(json.dumps(notes)),
    }  # fmt: skip
    session.connection().execute(insert(_REQUEST).values(**asked))
    its = update(_APPLICATION).where(_APPLICATION.c.id == application_id)
    session.connection().execute(its.values(state="returned", opened_at=now))
