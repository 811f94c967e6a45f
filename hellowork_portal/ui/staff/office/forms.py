"""What an office says of itself: address, texts, interpreters, banners."""

from collections.abc import Sequence

import reflex as rx

from hellowork_portal.services.office_settings.views import BannerRow
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, secondary
from hellowork_portal.ui.components.choices import radio_inputs
from hellowork_portal.ui.components.fields import text_area, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.schedule.inputs import date_box, time_box
from hellowork_portal.ui.texts import tr, tr_of, worded

LANGUAGES = ("ja", "ja-easy", "en")
INTERPRETERS = ("en", "zh", "ko", "vi", "tl", "ne", "pt", "es", "id", "th", "my", "sign")
_STATES = ["planned", "shown", "over", "taken_down"]
_view: Shown = OfficeSettingsState.view
_count: Shown = OfficeSettingsState.form_count
_errors: Shown = OfficeSettingsState.field_errors


def reach() -> rx.Component:
    """Return the form of address and telephone."""
    boxes = (("postal_code", "short", 10), ("address", "full", 250), ("phone", "short", 20))
    form = script_form(
        *[
            text_input(
                name,
                tr(f"staff.office.{name}"),
                default_value=getattr(_view, name),
                error=_errors[name],
                autocomplete="off",
                width=width,
                max_length=most,
            )
            for name, width, most in boxes
        ],
        rx.cond(_view.can_change, rx.el.div(secondary(tr("staff.office.save"), type="submit"))),
        on_submit=OfficeSettingsState.save_reach,
        class_name=theme.DENSE,
    )
    return section(tr("staff.office.reach"), rx.el.div(form, class_name=theme.STAFF_CARD), id="reach")


def said() -> rx.Component:
    """Return the form of what citizens read on the office's page."""
    form = script_form(
        *[_texts(name, rows) for name, rows in (("announcement", 3), ("access", 2), ("opening_hours", 2))],
        _interpreters(),
        rx.cond(_view.can_change, rx.el.div(secondary(tr("staff.office.save"), type="submit"))),
        on_submit=OfficeSettingsState.save_texts,
        class_name=theme.DENSE,
    )
    return section(
        tr("staff.office.said"),
        text(tr("staff.office.said_lead")),
        rx.el.div(form, class_name=theme.STAFF_CARD),
        id="said",
    )


def _texts(name: str, rows: int) -> rx.Component:
    """Return a text in each language: Japanese stands open, the others are folded."""
    texts: Shown = _view.texts

    def box(language: str) -> rx.Component:
        its = f"{name}_{language}"
        return text_area(
            its,
            tr(f"staff.office.in.{language}"),
            default_value=texts[its],
            error=_errors[its],
            rows=rows,
            key=_count.to_string() + texts[its].to(str),
        )

    return rx.el.fieldset(
        rx.el.legend(tr(f"staff.office.{name}"), class_name=theme.joined(theme.STRONG, "mb-1")),
        rx.el.p(tr(f"staff.office.{name}_help"), class_name=theme.HELP),
        rx.el.div(*[box(language) for language in LANGUAGES], class_name="grid gap-3 desktop:grid-cols-3"),
        class_name="border-0 min-w-0",
    )


def _interpreters() -> rx.Component:
    chosen: Shown = _view.interpreters
    ticks = [
        rx.el.label(
            rx.el.input(
                id=f"interpreter-{code}",
                name=f"interpreter-{code}",
                type="checkbox",
                default_checked=chosen.contains(code),
                key=f"{code}-" + chosen.length().to_string(),
                class_name=theme.CHOICE_BOX,
            ),
            rx.el.span(tr(f"office.interpreter.{code}")),
            class_name=theme.DAY_TICK,
        )
        for code in INTERPRETERS
    ]
    return rx.el.fieldset(
        rx.el.legend(tr("staff.office.interpreters"), class_name=theme.joined(theme.STRONG, "mb-1")),
        rx.el.p(tr("staff.office.interpreters_help"), class_name=theme.HELP),
        rx.el.div(*ticks, class_name=theme.DAY_TICKS),
        class_name="border-0 min-w-0",
    )


def banner_forms() -> rx.Component:
    """Return the office's banners and the form for another one."""
    rows = _view.banners.to(list[BannerRow])
    listed = rx.el.ul(rx.foreach(rows, _banner), class_name=theme.LINES)
    return section(
        tr("staff.office.banners"),
        text(tr("staff.office.banners_lead")),
        rx.cond(rows.length() > 0, listed),
        rx.cond(_view.can_change, rx.el.div(_new_banner(), class_name=theme.STAFF_CARD)),
        id="banners",
    )


def _banner(row: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(worded(row.text), class_name="break-words"),
            rx.el.p(worded(row.when), " ", badge(tr_of(row.state, "staff.office.banner.state", _STATES))),
            class_name=theme.STACK["xs"],
        ),
        rx.cond(
            row.can_end & _view.can_change,
            danger(tr("staff.office.banner.end"), on_click=OfficeSettingsState.take_down(row.id)),
        ),
        class_name=theme.LINE,
    )


def _new_banner() -> rx.Component:
    def words_in(languages: Sequence[str]) -> list[rx.Component]:
        return [
            text_area(
                f"banner_{language}",
                tr(f"staff.office.in.{language}"),
                required=language == "ja",
                error=_errors[f"banner_{language}"],
                rows=2,
            )
            for language in languages
        ]

    return script_form(
        rx.el.h3(tr("staff.office.banner.new"), class_name=theme.STRONG),
        radio_inputs(
            "banner_kind",
            tr("staff.office.banner.kind"),
            [("notice", tr("staff.office.banner.notice")), ("incident", tr("staff.office.banner.incident"))],
            default_value="notice",
        ),
        rx.el.div(*words_in(LANGUAGES), class_name="grid gap-3 desktop:grid-cols-3"),
        rx.el.div(
            date_box("banner_from", tr("staff.office.banner.starts"), "", _errors["banner_from"]),
            time_box("banner_from_at", tr("staff.office.banner.starts_at"), "", _errors["banner_from_at"]),
            date_box("banner_to", tr("staff.office.banner.ends"), "", _errors["banner_to"]),
            time_box("banner_to_at", tr("staff.office.banner.ends_at"), "", _errors["banner_to_at"]),
            class_name=theme.FOUR_BOXES,
        ),
        rx.el.div(secondary(tr("staff.office.banner.put"), type="submit")),
        on_submit=OfficeSettingsState.put_up,
        key=_count.to_string(),
        class_name=theme.DENSE,
    )
