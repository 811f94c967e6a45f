"""How people are reached: mail, telephone, postal code."""

import re

from email_validator import EmailNotValidError, validate_email
from pydantic import JsonValue

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types.base import FieldType, typed_text
from hellowork_portal.forms.fields import FormField
from hellowork_portal.kit.text import digits, normalise

# Carriers that once gave out addresses with ".." or ".@", which mail servers refuse.
_OLD_CARRIERS = ("docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "vodafone.ne.jp")
_TELEPHONE = re.compile(r"0(?![5-9]0)[1-9][0-9]{8}|0[5-9]0[0-9]{8}")
_GROUPINGS = (
    (re.compile(r"(0800|0120|0570)([0-9]{3})([0-9]{3,4})"), r"\1-\2-\3"),
    (re.compile(r"(0[5-9]0)([0-9]{4})([0-9]{4})"), r"\1-\2-\3"),
    (re.compile(r"(0[36])([0-9]{4})([0-9]{4})"), r"\1-\2-\3"),
)


class MailType(FieldType):
    """A mail address that SMTP relays take."""

    name = "mail"
    input_mode = "email"
    autocomplete = "email"

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the address with its domain in lower case and ASCII; no DNS is asked.

        Old carrier addresses have an error of their own: their owners are told to use another.
        """
        text = normalise(typed_text(raw, self.longest(field)))
        if not text:
            return None
        try:
            address = validate_email(text, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            raise FieldError("mail_old_carrier" if _is_old_carrier(text) else "not_mail") from None
        return address.ascii_email or address.normalized

    def longest(self, field: FormField) -> int:
        """Return 254, the longest address that SMTP carries."""
        return 254

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a mail address."""
        return {"type": "string", "format": "email", "maxLength": 254}


def _is_old_carrier(text: str) -> bool:
    local, at, domain = text.rpartition("@")
    is_odd = ".." in local or local.startswith(".") or local.endswith(".")
    return bool(at) and is_odd and domain.casefold().endswith(_OLD_CARRIERS)


class TelephoneType(FieldType):
    """A Japanese telephone number, kept as digits."""

    name = "telephone"
    input_mode = "tel"
    autocomplete = "tel"

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return ten or eleven digits; +81 becomes the leading 0."""
        number = re.sub(r"[().]", "", digits(typed_text(raw, 40, "not_telephone")))
        number = re.sub(r"^\+810?", "0", number)
        if number and not _TELEPHONE.fullmatch(number):
            raise FieldError("not_telephone")
        return number or None

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the number in groups where its area is certain."""
        for pattern, grouped in _GROUPINGS:
            if pattern.fullmatch(str(value)):
                return pattern.sub(grouped, str(value))
        return str(value)

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe ten or eleven digits."""
        return {"type": "string", "pattern": f"^({_TELEPHONE.pattern})$"}


class PostalCodeType(FieldType):
    """A Japanese postal code, kept as seven digits."""

    name = "postal_code"
    input_mode = "numeric"
    autocomplete = "postal-code"

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return seven digits; the postal mark, hyphen and width do not matter."""
        code = digits(typed_text(raw, 20, "not_postal_code")).lstrip("\u3012")
        if code and not re.fullmatch("[0-9]{7}", code):
            raise FieldError("not_postal_code")
        return code or None

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the code as envelopes carry it, 123-4567."""
        return f"{str(value)[:3]}-{str(value)[3:]}"

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe seven digits."""
        return {"type": "string", "pattern": "^[0-9]{7}$"}
