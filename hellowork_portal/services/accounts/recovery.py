"""A lost mailbox: with a code from the counter a person starts a new address (decision 11)."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Applicant, CounterCode
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.owners import is_taken
from hellowork_portal.services.access.registration import mail_limits
from hellowork_portal.services.access.rules import LINK_LIFE, own_words, password_errors
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.accounts import changes
from hellowork_portal.services.accounts.counter_codes import live_code
from hellowork_portal.services.accounts.rules import CounterPurpose, masked_address
from hellowork_portal.services.accounts.views import LinkedChangeView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue

_OF_PERSON = (*changes.OF_ADDRESS, links.RESET)


def code_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that a try of a code counts against."""
    return [("code_per_network", principal.address)]


def recovery_limits(principal: Principal, mail: str) -> list[tuple[str, str]]:
    """Return the limits that the mail of a recovery counts against."""
    return mail_limits(principal, mail)


def check_recovery(session: Session, *, typed: Mapping[str, str], now: datetime) -> None:
    """Check code, new address and new password; raises Invalid with an error per field."""
    code = live_code(session, typed.get("code", ""), CounterPurpose.RECOVERY, now=now)
    person = session.get_one(Applicant, code.applicant_id) if code else None
    wrong: dict[str, PortalError] = {}
    if person is None:
        wrong["code"] = FieldError("code_wrong" if typed.get("code", "").strip() else "required")
    try:
        mail = addresses.checked(typed.get("mail_address", ""))
    except Invalid as error:
        mail, wrong = "", {**wrong, **error.fields}
    words = own_words(mail, person.name, person.reading) if person else own_words(mail, "", "")
    wrong |= password_errors(typed.get("password", ""), typed.get("password_again", ""), words)
    if wrong:
        raise Invalid(wrong)


def request_recovery(
    session: Session,
    *,
    principal: Principal,
    code: str,
    mail_address: str,
    password_hash: str,
    now: datetime,
) -> None:
    """Send a mail to the new address; nothing changes before its link is confirmed.

    The code stays good until then, so that a slip in the address can be mended. An
    address with an account of its own is told so; the answer here is the same. Raises
    Invalid where the code has run out at this moment.
    """
    row = live_code(session, code, CounterPurpose.RECOVERY, now=now)
    if row is None:
        raise Invalid({"code": FieldError("code_wrong")})
    person = session.get_one(Applicant, row.applicant_id, with_for_update=True)
    mail = addresses.checked(mail_address)
    links.use_up(session, id_of(person), [links.RECOVERY], now=now)
    if is_taken(session, mail, now=now, but=id_of(person)):
        job = letter("address_known", row.id, now=now, language=principal.language, to=mail)
    else:
        link = _link(session, principal, row, mail, password_hash, now)
        job = letter("recovery_link", row.id, now=now, language=principal.language, to=mail, link=link)
    enqueue(session, [job], now=now)
    record(session, principal, "recovery.requested", ("applicant", person.id), now=now, code=row.id)


def _link(
    session: Session,
    principal: Principal,
    code: CounterCode,
    mail: str,
    password_hash: str,
    now: datetime,
) -> str:
    """Write the link that keeps the new password's hash, sealed, until the new address confirms."""
    signed = links.issue_link(
        session,
        links.RECOVERY,
        mail,
        life=LINK_LIFE,
        now=now,
        applicant_id=code.applicant_id,
        language=principal.language,
        code_id=code.id,
    )
    session.flush()
    links.keep_typed(links.live_link(session, links.RECOVERY, signed, now), {"password_hash": password_hash})
    return addresses.link_to(links.RECOVERY, signed)


def linked_recovery(session: Session, *, signed: str, now: datetime) -> LinkedChangeView:
    """Return what the button behind the mail would do; reads only. Raises LinkProblem."""
    link = links.live_link(session, links.RECOVERY, signed, now)
    person = session.get_one(Applicant, link.applicant_id)
    return LinkedChangeView(masked_address(person.mail_address), link.mail_address)


def confirm_recovery(session: Session, *, signed: str, now: datetime) -> int:
    """Give the account its new address and password and sign everybody out; return its id.

    The code is used up, the former address is told and cannot object: staff have seen
    who it is. Raises LinkProblem, AddressTaken.
    """
    link, person = links.link_and_owner(session, links.RECOVERY, signed, now)
    code = session.get_one(CounterCode, link.details["code_id"], with_for_update=True)
    if code.used_at is not None:
        raise LinkProblem("used")
    former, hashed = person.mail_address, links.typed_of(link)["password_hash"]
    changes.end_objections(session, id_of(person), now=now)
    changes.drop_waiting(session, id_of(person), now=now)
    changes.move_to(session, person, link.mail_address, now=now)
    person.password_hash, code.used_at = hashed, now
    links.use_up(session, id_of(person), _OF_PERSON, now=now)
    links.finish(link, now=now)
    end_all_sessions(session, id_of(person))
    if former != person.mail_address:
        told = letter(
            "recovered", code.id, now=now, language=person.language, to=former, applicant_id=person.id,
            new_address=masked_address(person.mail_address),
        )  # fmt: skip
        enqueue(session, [told], now=now)
    actor = Principal(PrincipalKind.APPLICANT, person.id)
    record(session, actor, "account.recovered", ("applicant", person.id), now=now, code=code.id)
    return id_of(person)
