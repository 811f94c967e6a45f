"""What an office says of itself: read from a form, checked; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.i18n import READING
from hellowork_portal.kit.text import clean_name, normalise
from hellowork_portal.services.office_settings import errors

TEXTS = {"access": 300, "opening_hours": 200, "announcement": 500}
"""Texts in every language, with their greatest lengths."""
SPOKEN = ("ja", "ja-easy", "en")
INTERPRETERS = ("en", "zh", "ko", "vi", "tl", "ne", "pt", "es", "id", "th", "my", "sign")
"""Languages that an office may have interpreters for; `sign` is sign language."""
_ADDRESS_LONGEST, _TYPED = 200, 2000
_POSTAL = re.compile(r"(\d{3})-?(\d{4})")
_PHONE = re.compile(r"0\d{1,4}-?\d{1,4}-?\d{3,4}")


@dataclass(frozen=True)
class Reach:
    """Where an office is and whom to call."""

    postal_code: str
    address: str
    phone: str


def read_reach(form: Mapping[str, Any]) -> Reach:
    """Return address and telephone of a form; empty boxes are unknown. Raises Invalid."""
    postal, phone = _typed(form, "postal_code").replace(" ", ""), _typed(form, "phone").replace(" ", "")
    address = " ".join(_typed(form, "address").split())
    wrong: dict[str, PortalError] = {}
    found = _POSTAL.fullmatch(postal)
    if postal and not found:
        wrong["postal_code"] = errors.PostalCodeWrong()
    if len(address) > _ADDRESS_LONGEST:
        wrong["address"] = errors.TextTooLong(most=_ADDRESS_LONGEST)
    if phone and not _PHONE.fullmatch(phone):
        wrong["phone"] = errors.PhoneWrong()
    if wrong:
        raise Invalid(wrong)
    return Reach(f"{found[1]}-{found[2]}" if found else "", address, phone)


def _typed(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return normalise(value[:_TYPED]) if isinstance(value, str) else ""


def _prose(form: Mapping[str, Any], name: str) -> str:
    """Return a text as its writer has it: signs and lines stay, only spaces are folded."""
    value = form.get(name, "")
    lines = value[:_TYPED].splitlines() if isinstance(value, str) else []
    return "\n".join(clean_name(line) for line in lines).strip()


def read_texts(form: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the texts of a form, name → language → words; raises Invalid with each error at its box."""
    texts: dict[str, dict[str, str]] = {}
    wrong: dict[str, PortalError] = {}
    for name, most in TEXTS.items():
        said = {language: _prose(form, f"{name}_{language}") for language in SPOKEN}
        texts[name] = {language: text for language, text in said.items() if text}
        for language, text in texts[name].items():
            error = _fault(text, most)
            if error:
                wrong[f"{name}_{language}"] = error
        if texts[name] and "ja" not in texts[name]:
            wrong[f"{name}_ja"] = errors.JapaneseMissing()
    if wrong:
        raise Invalid(wrong)
    return texts


def _fault(text: str, most: int) -> PortalError | None:
    if len(READING.sub(r"\1", text)) > most:
        return errors.TextTooLong(most=most)
    return errors.TextBroken() if set("{}") & set(READING.sub("", text)) else None


def read_interpreters(form: Mapping[str, Any]) -> list[str]:
    """Return the languages that are ticked."""
    return [code for code in INTERPRETERS if form.get(f"interpreter-{code}") in (True, "on", "true")]
