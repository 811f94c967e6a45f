"""Which paragraphs each letter has, and in what order; their words are in locales/*/mails.json."""

from dataclasses import dataclass

from hellowork_portal.services.notices.service import CONFIRMED, MEETING_READY, NO_MEETING, WITHOUT_LINK

ROWS = "#rows"
BRING = "#bring"
"""Places for the table of the reservation and for what its procedure asks people to have ready."""


@dataclass(frozen=True)
class LetterPlan:
    """A letter's words (`mail.<words>.<part>`), its parts, and where its links lead in the portal.

    `page` and `link` fill the placeholders of those names; a link that is a secret
    comes sealed with the job instead.
    """

    words: str
    parts: tuple[str, ...]
    page: str = ""
    link: str = ""


_LOOKUP, _PROCEDURES, _REGISTER, _RESET, _SIGN_IN = (
    "/lookup",
    "/procedures",
    "/register",
    "/reset",
    "/sign-in",
)

PLANS = {
    "register_link": LetterPlan("register_link", ("intro", "valid", "next", "not_you")),
    "register_known": LetterPlan(
        "register_known", ("intro", "sign_in", "reset", "not_you"), page=_SIGN_IN, link=_RESET
    ),
    "register_done": LetterPlan("register_done", ("intro", "next", "not_you"), page=_PROCEDURES),
    "reset_link": LetterPlan("reset_link", ("intro", "valid", "not_you")),
    "reset_unknown": LetterPlan("reset_unknown", ("intro", "register", "not_you"), page=_REGISTER),
    "password_changed": LetterPlan("password_changed", ("intro", "not_you"), link=_RESET),
    "sign_in_locked": LetterPlan("sign_in_locked", ("intro", "meaning", "advice"), link=_RESET),
    "signed_out_everywhere": LetterPlan(
        "signed_out_everywhere", ("intro", "again", "not_you"), page=_SIGN_IN, link=_RESET
    ),
    CONFIRMED: LetterPlan(
        CONFIRMED, ("intro", ROWS, "join", "name", "lookup", BRING, "change", "calendar"), page=_LOOKUP
    ),
    WITHOUT_LINK: LetterPlan(
        CONFIRMED, ("intro", ROWS, "without_link", "lookup", BRING, "change", "calendar"), page=_LOOKUP
    ),
    NO_MEETING: LetterPlan(CONFIRMED, ("intro", ROWS, "lookup", BRING, "change", "calendar"), page=_LOOKUP),
    MEETING_READY: LetterPlan(MEETING_READY, ("intro", ROWS, "join", "name", "lookup"), page=_LOOKUP),
}
