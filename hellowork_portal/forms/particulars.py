"""A person's own particulars (product.md decision 11): the portal's own form, data like any other."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.schema import validate

_FILE = Path(__file__).with_name("own") / "particulars.json"


@cache
def particulars_form() -> ProcedureDefinition:
    """Return the form of registration and profile."""
    return ProcedureDefinition.model_validate_json(_FILE.read_text(encoding="utf-8"))


def parse_particulars(
    typed: Mapping[str, Any], *, today: date
) -> tuple[dict[str, str], dict[str, FieldError]]:
    """Return normalised values (empty text where nothing was answered) and errors by field."""
    checked = validate(particulars_form(), typed, today)
    values = {field: str(value or "") for field, value in checked.answers.items()}
    return values, checked.errors
