"""What a native form was refused for: codes travel in the address, words are found here."""

from collections.abc import Callable, Iterable, Mapping

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.ui.components.fields import ErrorLine

Ask = Callable[[str], str]
_MISSING = "field.required"
_AT_BOXES = frozenset(
    {
        "wrong_password",
        "staff_code_wrong",
        _MISSING,
        "field.not_mail",
        "field.same_address",
        "field.code_wrong",
        "field.lookup_code_wrong",
        "field.not_reservation_number",
        "field.password_conditions",
        "field.password_own_words",
        "field.password_hopeless",
        "field.passwords_differ",
    }
)
_ABOVE = {
    "address_change_open": "error.address_change_open",
    "address_taken": "error.address_taken",
    "reservations_ahead": "error.reservations_ahead",
    "interview_under_way": "error.interview_under_way",
    "reservation_under_way": "error.interview_under_way",
    "too_late_to_cancel": "account.closing.too_late",
    "not_allowed": "error.not_allowed",
}


def at_boxes(ask: Ask, names: Iterable[str]) -> dict[str, Words]:
    """Return the sentence of each refused box; `ask` reads the address, codes nobody knows say nothing."""
    asked = {name: ask(name) for name in names}
    return {name: in_all(f"error.{code}") for name, code in asked.items() if code in _AT_BOXES}


def summary_of(field_errors: Mapping[str, Words], labels: Mapping[str, str]) -> list[ErrorLine]:
    """Return the lines of the box above the form, which takes the focus and leads to each box.

    `labels` maps box → catalogue key of its label: what only says that something is missing names its box.
    """
    missing = in_all(f"error.{_MISSING}")
    return [
        ErrorLine(field, _named(told, labels[field]) if told == missing else told)
        for field, told in field_errors.items()
    ]


def _named(told: Words, label: str) -> Words:
    name, colon = in_all(label), in_all("components.colon")
    return {language: f"{name[language]}{colon[language]}{sentence}" for language, sentence in told.items()}


def above(ask: Ask) -> Words:
    """Return the sentence above the form, empty where it was not refused as a whole."""
    code, minutes = ask("error"), ask("minutes")
    if not code:
        return {}
    if code == "too_many":
        is_known = minutes.isascii() and minutes.isdigit() and len(minutes) < 6
        return in_all("error.too_many", minutes=int(minutes) if is_known else 15)
    return in_all(_ABOVE.get(code, "error.unexpected"))
