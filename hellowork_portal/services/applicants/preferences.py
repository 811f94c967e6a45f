"""Which language mails come in, and whether one is reminded."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant
from hellowork_portal.services.audit.service import record


@dataclass(frozen=True)
class Preferences:
    """How mails are written: `language` is empty while it follows the pages."""

    language: str
    wants_reminders: bool


def preferences(session: Session, *, principal: Principal) -> Preferences:
    """Return one's own preferences."""
    person = session.get_one(Applicant, principal.applicant_id)
    return Preferences("" if person.follows_page_language else person.language, person.wants_reminders)


def change_preferences(
    session: Session, *, principal: Principal, language: str, wants_reminders: bool, now: datetime
) -> None:
    """Choose the language of mails (unknown or empty: that of the pages), and reminders on or off."""
    person = session.get_one(Applicant, principal.applicant_id)
    is_chosen = language in LANGUAGES
    person.language = language if is_chosen else principal.language
    person.follows_page_language = not is_chosen
    person.wants_reminders = wants_reminders
    record(session, principal, "applicant.preferences_changed", ("applicant", person.id), now=now)
