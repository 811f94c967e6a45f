"""People of the gallery who are in the middle of something around their account."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from hellowork_portal import runtime
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import SYSTEM, Principal, PrincipalKind
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Applicant, Delivery, DeliveryState, Job, SignInOutcome
from hellowork_portal.services.access import history, reset, sessions
from hellowork_portal.services.accounts import address_change, recovery
from hellowork_portal.services.accounts.counter_codes import make_counter_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from tests.e2e.desk import Desk

_PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36"


@dataclass(frozen=True)
class Role:
    """A person of the gallery: the cookies of their browser, and what their addresses name."""

    cookies: dict[str, str] = field(default_factory=dict)
    at: dict[str, Any] = field(default_factory=dict)


class AccountRoles:
    """Roles by the names of these methods; mixed into the cast."""

    _desk: Desk

    def _asker(self) -> Role:
        """Somebody whose new address has not confirmed yet."""
        return Role({"session": self._moving()[1]})

    def _mover(self) -> Role:
        """Somebody who has opened the mail to their new address."""
        return Role({"link": _token(self._moving()[2], "address_link")})

    def _objector(self) -> Role:
        """Somebody who has opened the mail to their former address."""
        return Role({"link": _token(self._moved()[0], "address_changed")})

    def _moved_in(self) -> Role:
        """Somebody whose former address may still object."""
        return Role({"session": self._moved()[1]})

    def _recoverer(self) -> Role:
        """Somebody who has opened the mail of a recovery."""
        _, applicant_id = self._desk.make_account()
        code = runtime.run_now(
            make_counter_code,
            principal=SYSTEM,
            applicant_id=applicant_id,
            purpose=CounterPurpose.RECOVERY,
            made_by="職員 一郎",
        )
        new = f"found-{secrets.token_hex(4)}@example.jp"
        asked = {"principal": Principal(), "code": code, "mail_address": new, "password_hash": "x"}
        runtime.run_now(recovery.request_recovery, **asked)
        return Role({"link": _token(new, "recovery_link")})

    def _renewed(self) -> Role:
        """Somebody who has just set a new password."""
        mail, applicant_id = self._desk.make_account()
        runtime.run_now(reset.request_reset, principal=Principal(), mail_address=mail)
        runtime.run_now(reset.complete_reset, signed=_token(mail, "reset"), password_hash="x")
        return Role({"session": runtime.run_now(sessions.start_session, applicant_id=applicant_id)})

    def _has_moved(self) -> Role:
        """Somebody who has just confirmed a new address here."""
        return Role({cookies.DONE: routes.ADDRESS_DONE})

    def _has_objected(self) -> Role:
        """Somebody who has just undone a change here."""
        return Role({cookies.DONE: routes.OBJECTION_DONE})

    def _has_recovered(self) -> Role:
        """Somebody who has just started their account again here."""
        _, applicant_id = self._desk.make_account()
        session = runtime.run_now(sessions.start_session, applicant_id=applicant_id)
        return Role({"session": session, cookies.DONE: routes.RECOVER_DONE})

    def _has_closed(self) -> Role:
        """Somebody who has just closed their account here."""
        return Role({cookies.DONE: routes.CLOSED})

    def _watchful(self) -> Role:
        """Somebody with sign-ins that were not their own, good and failed."""
        _, applicant_id = self._desk.make_account()
        runtime.run_now(sessions.start_session, applicant_id=applicant_id, browser=_PHONE)
        for outcome in [SignInOutcome.WRONG] * 7 + [SignInOutcome.LOCKED]:
            runtime.run_now(_note, applicant_id=applicant_id, outcome=outcome)
        return Role({"session": runtime.run_now(sessions.start_session, applicant_id=applicant_id)})

    def _refused(self) -> Role:
        """Somebody whose mailbox takes no mail."""
        mail, applicant_id = self._desk.make_account()
        runtime.run_now(refuse, mail=mail, applicant_id=applicant_id)
        return Role({"session": runtime.run_now(sessions.start_session, applicant_id=applicant_id)})

    def _moving(self) -> tuple[str, str, str]:
        """Let somebody ask for a new address; return the old one, a session, and the new one."""
        old, applicant_id = self._desk.make_account()
        session, new = runtime.run_now(sessions.start_session, applicant_id=applicant_id), f"new-{old}"
        person = Principal(PrincipalKind.APPLICANT, applicant_id)
        stored = runtime.read_now(_hash_of, applicant_id=applicant_id)
        asked = {"principal": person, "mail_address": new, "verified_hash": stored}
        runtime.run_now(address_change.request_change, **asked)
        return old, session, new

    def _moved(self) -> tuple[str, str]:
        """Let somebody change their address; return the old one and a session."""
        old, session, new = self._moving()
        runtime.run_now(address_change.confirm_change, signed=_token(new, "address_link"))
        return old, session


def _token(mail: str, kind: str) -> str:
    """Return the token in the letter of a kind to an address."""
    return runtime.read_now(_link, mail=mail, kind=kind).partition("token=")[2]


def _link(session: Session, *, mail: str, kind: str) -> str:
    jobs = session.exec(select(Job).where(col(Job.key).startswith(f"mail:{kind}:")))
    return next(unseal(job.args["link_sealed"]) for job in jobs if job.args.get("to") == mail)


def _hash_of(session: Session, *, applicant_id: int) -> str:
    return session.get_one(Applicant, applicant_id).password_hash


def _note(session: Session, *, applicant_id: int, outcome: SignInOutcome) -> None:
    history.note_sign_in(session, applicant_id, outcome, agent=_PHONE, now=clock.now())


def refuse(session: Session, *, mail: str, applicant_id: int) -> None:
    """Write down that a letter to somebody was refused for good."""
    letter = Delivery(
        message_id=secrets.token_hex(8),
        kind="password_changed",
        recipient=mail,
        applicant_id=applicant_id,
        state=DeliveryState.REFUSED,
        created_at=clock.now(),
    )
    session.add(letter)
