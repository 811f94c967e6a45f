"""Numbers of employment insurance and of job seekers."""

import re

from pydantic import JsonValue

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types.base import FieldType, typed_text
from hellowork_portal.forms.fields import FormField
from hellowork_portal.kit.text import digits

CLAIMANT_DIGITS = 14
"""A 支給番号 is printed as 5-2-6-1 digits (product.md decision 3); masks and words say the same."""
_LAST_PREFECTURE = 47
_OFFICE_DIGITS = 5
_JOB_SEEKER = re.compile("[0-9]{5}[0-9]{1,8}")


class ClaimantNumberType(FieldType):
    """The claimant's 14-digit number (product.md decision 3): no check digit is tested."""

    name = "claimant_number"
    input_mode = "numeric"
    is_sensitive = True

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return 14 digits; widths, hyphens and spaces do not matter."""
        number = digits(typed_text(raw, 40, "not_claimant_number"))
        if number and not re.fullmatch(f"[0-9]{{{CLAIMANT_DIGITS}}}", number):
            raise FieldError("not_claimant_number")
        return number or None

    def warn(self, value: JsonValue, field: FormField) -> str | None:
        """Doubt a number whose first two digits name no prefecture (01-47)."""
        is_prefecture = 1 <= int(str(value)[:2]) <= _LAST_PREFECTURE
        return None if is_prefecture else "field.claimant_number_prefecture"

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the number masked but for its last digit, grouped as it is printed."""
        return f"*****-**-******-{str(value)[-1]}"

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe 14 digits."""
        return {"type": "string", "pattern": f"^[0-9]{{{CLAIMANT_DIGITS}}}$"}


class JobSeekerNumberType(FieldType):
    """The 求職番号 of the office where a person is registered as seeking work (domain.md §3).

    Five digits of the office, a hyphen as it is printed, and up to eight more; no check digit is tested.
    """

    name = "job_seeker_number"
    input_mode = "numeric"

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return six to thirteen digits; widths, hyphens and spaces do not matter."""
        number = digits(typed_text(raw, 40, "not_job_seeker_number"))
        if number and not _JOB_SEEKER.fullmatch(number):
            raise FieldError("not_job_seeker_number")
        return number or None

    def words(self, value: JsonValue, field: FormField, language: str) -> str:
        """Return the number with the office's digits apart, as it is printed."""
        return f"{str(value)[:_OFFICE_DIGITS]}-{str(value)[_OFFICE_DIGITS:]}"

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe six to thirteen digits."""
        return {"type": "string", "pattern": f"^{_JOB_SEEKER.pattern}$"}
