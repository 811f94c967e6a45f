"""How the inputs of repeating rows are named: by a key that stays with a row, whatever rows come and go."""

import re
from collections.abc import Mapping

from hellowork_portal.forms.fields import FormField

KEY = "#"
"""Where a raw row keeps the key of its inputs; a stored row has none and is keyed by its place."""
MOST_SENT = 100
_KEY = re.compile(r"[a-z0-9]{1,16}")


def rows_name(field: FormField) -> str:
    """Return the name of the input that lists the keys of a field's rows; no field's id can be like it."""
    return f"{field.id}-rows"


def cell_field(field: FormField, key: str, column: FormField) -> FormField:
    """Return a column as a field of its own, whose id names its input in one row."""
    return column.model_copy(update={"id": f"{field.id}.{key}.{column.id}"})


def keys_in(posted: Mapping[str, object], field: FormField) -> list[str]:
    """Return the keys of the rows in their order; one more than may be sent is enough to refuse them."""
    listed = posted.get(rows_name(field))
    prefix = f"{field.id}."
    found = (
        listed[: 20 * MOST_SENT].split(",")
        if isinstance(listed, str)
        else sorted(
            {name[len(prefix) :].split(".")[0] for name in posted if name.startswith(prefix)}, key=_order
        )
    )
    keys = dict.fromkeys(key for key in found if _KEY.fullmatch(key))
    return list(keys)[: MOST_SENT + 1]


def _order(key: str) -> tuple[int, str]:
    """Return by what keys are sorted: numbers by their worth."""
    return len(key), key


def key_of(row: Mapping[str, object], place: int, taken: Mapping[str, object]) -> str:
    """Return a row's key, or one that no other row has."""
    key = row.get(KEY)
    if isinstance(key, str) and _KEY.fullmatch(key) and key not in taken:
        return key
    return next(str(number) for number in range(place, place + MOST_SENT + 1) if str(number) not in taken)
