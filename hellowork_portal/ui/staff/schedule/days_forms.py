"""The forms of days other than usual; each asks what its kind of change needs and no more."""

import reflex as rx

from hellowork_portal.services.schedule_drafts.views import OfferingLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.staff.schedule.days_state import DaysState
from hellowork_portal.ui.staff.schedule.inputs import date_box, number_box, time_box
from hellowork_portal.ui.staff.schedule.tabs import at_day
from hellowork_portal.ui.texts import bracketed, t, tr, unfolding, words

KINDS = ("close", "part", "seats", "away", "extra", "open")
_errors: Shown = DaysState.field_errors
_view: Shown = DaysState.view


def change_form() -> rx.Component:
    """Return the choice of what is to be changed, and its form."""
    kinds = rx.el.nav(
        rx.el.ul(*[rx.el.li(_kind(kind)) for kind in KINDS], class_name=theme.CHIPS),
        aria_label=t("staff.days.what"),
    )
    bodies = [(kind, _form(kind)) for kind in KINDS]
    return rx.el.section(
        rx.el.h2(tr("staff.days.what"), class_name=theme.H3),
        kinds,
        rx.match(DaysState.what, *bodies, rx.fragment()),
        class_name=theme.STAFF_CARD,
    )


def _kind(kind: str) -> rx.Component:
    return rx.el.a(
        tr(f"staff.days.kind.{kind}"),
        href=at_day(_view.iso) + f"&what={kind}",
        aria_current=rx.cond(DaysState.what == kind, "true", "false"),
        class_name=theme.CHIP,
    )


def _form(kind: str) -> rx.Component:
    return script_form(
        rx.el.p(tr(f"staff.days.means.{kind}"), class_name=theme.TEXT),
        rx.el.div(*_days(kind), class_name=theme.PAIR),
        *_boxes(kind),
        rx.el.div(primary(tr("staff.week.show"), type="submit")),
        on_submit=DaysState.show,
        key=kind,
        class_name=theme.DENSE,
    )


def _days(kind: str) -> list[rx.Component]:
    if kind in ("close", "open"):
        return [
            date_box("valid_from", tr("staff.days.first"), _view.iso, _errors["valid_from"]),
            date_box("valid_to", tr("staff.days.last"), "", _errors["valid_to"]),
        ]
    return [date_box("valid_from", tr("staff.days.day"), _view.iso, _errors["valid_from"])]


def _boxes(kind: str) -> list[rx.Component]:
    """Return the boxes of a kind below its days."""
    if kind == "open":
        return []
    boxes = [] if kind == "close" else [_offering(kind), _stretch(kind)]
    if kind in ("close", "part"):
        boxes += [
            text_input(
                "reason_ja",
                tr("staff.days.reason_ja"),
                required=True,
                help=tr("staff.days.reason_help"),
                error=_errors["reason_ja"],
                max_length=300,
                width="full",
            ),
            text_input("reason_en", tr("staff.preview.reason_en"), max_length=300, width="full"),
        ]
    return boxes


def _offering(kind: str) -> rx.Component:
    every = (
        [] if kind in ("seats", "extra") else [rx.el.option(bracketed("staff.days.whole_office"), value="")]
    )
    options = rx.foreach(
        _view.choices.to(list[OfferingLine]),
        lambda one: rx.el.option(unfolding(words(one.name)), value=one.offering_id.to_string()),
    )
    return select_input(
        "offering_id", tr("staff.days.offering"), rx.fragment(*every, options), error=_errors["offering_id"]
    )


def _stretch(kind: str) -> rx.Component:
    boxes = [
        time_box("from_minute", tr("staff.week.from"), "", _errors["from_minute"]),
        time_box("to_minute", tr("staff.week.to"), "", _errors["to_minute"]),
    ]
    if kind == "extra":
        boxes += [
            number_box("slot_minutes", tr("staff.week.slot"), "30", _errors["slot_minutes"]),
            number_box("buffer_minutes", tr("staff.week.rest"), "5", _errors["buffer_minutes"]),
        ]
    if kind in ("seats", "extra"):
        boxes += [
            number_box("seats", tr("staff.week.seats"), "1", _errors["seats"]),
            number_box("held_back", tr("staff.week.held_back"), "0", _errors["held_back"]),
        ]
    if kind == "away":
        boxes.append(number_box("seats", tr("staff.days.people"), "1", _errors["seats"]))
    return rx.el.div(
        rx.el.p(tr("staff.days.stretch_help"), class_name=theme.HELP),
        rx.el.div(*boxes, class_name=theme.PAIR),
        class_name=theme.STACK["sm"],
    )
