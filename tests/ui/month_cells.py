"""A month's cells as a browser makes them of what it was sent: by the very module, in Node."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hellowork_portal.start.places import PYTHON
from hellowork_portal.ui.citizen.calendar.day_words import calendar_words
from hellowork_portal.ui.components.calendar_views import MonthDays

_SCRIPT = Path(__file__).with_name("month_cells.mjs")
_NODE = PYTHON.parent / "node"
Live = Sequence[tuple[str, int]] | None


def cells_of(month: MonthDays, live: Live = None) -> list[Any]:
    """Return a month's cells; `live` are state and seats of each of its days, as told since."""
    [cells] = all_cells([(month, live)])
    return cells


def all_cells(months: Sequence[tuple[MonthDays, Live]]) -> list[list[Any]]:
    """Return the cells of many months from one start of Node."""
    asked = {
        "said": calendar_words(),
        "months": [{"month": asdict(month), "live": live} for month, live in months],
    }
    done = subprocess.run(
        [_NODE, _SCRIPT], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return [[SimpleNamespace(**cell) for cell in cells] for cells in json.loads(done.stdout)]
