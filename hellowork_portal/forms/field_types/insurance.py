"""Numbers of employment insurance."""

import re

from pydantic import JsonValue

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types.base import FieldType, typed_text
from hellowork_portal.forms.fields import FormField
from hellowork_portal.kit.text import digits

_LAST_PREFECTURE = 47


class ClaimantNumberType(FieldType):
    """The claimant's 14-digit number (product.md decision 3): no check digit is tested."""

    name = "claimant_number"
    input_mode = "numeric"
    is_sensitive = True

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return 14 digits; widths, hyphens and spaces do not matter."""
        number = digits(typed_text(raw, 40, "not_claimant_number"))
        if number and not re.fullmatch("[0-9]{14}", number):
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
        return {"type": "string", "pattern": "^[0-9]{14}$"}
