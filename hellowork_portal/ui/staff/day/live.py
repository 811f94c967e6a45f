"""What is told of a day while its board is open, merged in the browser into what was loaded."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import VarData
from reflex_base.vars.function import FunctionStringVar

from hellowork_portal.services.interviews.views import BoardRow
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import marks, t

BOARD_JS = "$/public" + rx.asset("day_board.jsx", shared=False)
TEMPLATES = ("counselled", "introduced", "documents", "next_time")
"""Beginnings of notes (`staff.day.template.<code>` and `…_text`)."""
_day_now = FunctionStringVar.create(
    "dayNow", _var_data=VarData(imports={BOARD_JS: [ImportVar(tag="dayNow")]})
)


@dataclass(frozen=True)
class DayNow:
    """What the board shows at this moment."""

    rows: list[BoardRow] = field(default_factory=list)
    notices: list[BoardRow] = field(default_factory=list)
    expected: int = 0
    overdue: int = 0
    waiting: int = 0
    running: int = 0
    over: int = 0


def day_now(state: Any) -> Shown:
    """Return the day of a state with LiveDay, with what was told since it was loaded, as a DayNow."""
    return _day_now.call(state.view, state.stamp, state.live, state.whose).to(DayNow)


class DayKeys(rx.Component):
    """Arrows and letters for the rows, and the one live region of the board."""

    library = BOARD_JS
    tag = "DayKeys"
    now: rx.Var[DayNow]
    words: rx.Var[dict[str, str]]
    on_look: rx.EventHandler[rx.event.no_args_event_spec]


class NoteTemplates(rx.Component):
    """Buttons that put a beginning into the box of the note; nothing leaves the browser."""

    library = BOARD_JS
    tag = "NoteTemplates"
    target: rx.Var[str]
    templates: rx.Var[dict[str, dict[str, str]]]
    label: rx.Var[str]
    look: rx.Var[dict[str, str]]


def day_keys(now: Shown, on_look: Any) -> rx.Component:
    """Return the keys; `on_look` fires where the page was told of something that it does not know."""
    said = {code: marks(f"staff.day.said.{code}") for code in ("waiting", "cannot_connect", "late")}
    return DayKeys.create(now=now, words=said, on_look=on_look, class_name=theme.HIDDEN)


def note_templates(target: str) -> rx.Component:
    """Return the templates for the note in the box `target`."""
    templates = {
        code: {
            "name": marks(f"staff.day.template.{code}"),
            "text": marks(f"staff.day.template.{code}_text"),
        }
        for code in TEMPLATES
    }
    look = {"group": theme.WRAPPING, "button": theme.BOARD_SMALL}
    return NoteTemplates.create(target=target, templates=templates, label=t("staff.day.templates"), look=look)
