"""What was typed behind a hold: sealed, merged field by field, carried to the next hold."""

import json
from collections.abc import Mapping
from typing import Any

from hellowork_portal.kit.sealing import seal, unseal

_LONGEST_VALUE, _MOST_FIELDS = 20_000, 200


def opened(sealed: str) -> dict[str, Any]:
    """Return raw answers by field."""
    return json.loads(unseal(sealed)) if sealed else {}


def closed(answers: Mapping[str, Any]) -> str:
    """Seal answers for the row; escaped, because a browser may send half a surrogate pair."""
    return seal(json.dumps(dict(answers)))


def merged(kept: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with newly typed ones on top; absurd amounts from a forged event are dropped."""
    fits = {
        name: value
        for name, value in typed.items()
        if isinstance(name, str) and len(json.dumps(value, ensure_ascii=False)) <= _LONGEST_VALUE
    }
    return dict(list({**kept, **fits}.items())[:_MOST_FIELDS])
