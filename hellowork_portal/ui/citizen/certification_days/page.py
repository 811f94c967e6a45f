"""「認定日」: one's coming days, and the request to change one."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.certifications.views import ChangeRow, OwnDay
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.certification_days.state import REASONS, OwnDaysState
from hellowork_portal.ui.components.attachments import attachments
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary, secondary
from hellowork_portal.ui.components.choices import radio_inputs
from hellowork_portal.ui.components.fields import error_summary, select_input, text_area, text_input
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import bullets, card, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, badge_of, empty_state, notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, tr_of, unfolding, worded, words

_STATES = ["asked", "approved", "refused", "withdrawn"]
_seen: Shown = OwnDaysState
_view: Shown = OwnDaysState.view
_errors: Shown = OwnDaysState.field_errors


@page(routes.MY_DAYS, "day_change.title", load=OwnDaysState.open)
def own_days() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(_seen.done), notice("success", worded(_seen.done)))
    none = empty_state(
        tr("day_change.no_record"),
        tr("day_change.no_record_body"),
        link_secondary(tr("home.my"), routes.MY_PAGE),
    )
    loaded = stack(_days(), _requests(), _asking(), gap="lg")
    return frame(
        title(tr("day_change.title"), tr("day_change.lead")),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(OwnDaysState.summary),
        page_error(OwnDaysState),
        rx.cond(_seen.is_loaded, rx.cond(_view.has_record, loaded, none), waiting(words(_seen.error), 8)),
    )


def _days() -> rx.Component:
    listed = rx.el.ul(rx.foreach(_view.days.to(list[OwnDay]), _day), class_name=theme.LINES)
    return section(
        tr("day_change.days"),
        rx.cond(_view.days.length() > 0, listed, text(tr("day_change.no_days"))),
    )


def _day(day: Shown) -> rx.Component:
    approved = badge(tr("day_change.is_approved"), "success")
    return rx.el.li(
        rx.el.span(worded(day.day), class_name=theme.joined(theme.STRONG, theme.TABULAR)),
        rx.cond(day.is_approved, approved),
        class_name=theme.joined(theme.RULED, theme.WRAPPING),
    )


def _requests() -> rx.Component:
    rows: Shown = _seen.requests
    some = section(
        tr("day_change.requests"),
        rx.foreach(rows.to(list[ChangeRow]), _request),
        rx.cond(
            _seen.request_id > 0,
            attachments(OwnDaysState.files, OwnDaysState.file_error, OwnDaysState.file_done, _seen.back),
        ),
    )
    return rx.cond(rows.length() > 0, some)


def _request(row: Shown) -> rx.Component:
    look = rx.match(row.state, ("approved", "success"), ("refused", "error"), ("asked", "info"), "neutral")
    written = {**AS_WRITTEN}
    withdraw = secondary(
        tr("day_change.withdraw"),
        on_click=OwnDaysState.withdraw(row.request_id),
        aria_label=t("day_change.withdraw_of", day=labelled(row.from_day)),
    )
    return card(
        rx.el.div(
            rx.el.h3(worded(row.from_day), class_name=theme.H3),
            badge_of(tr_of(row.state, "day_change.state", _STATES), look),
            class_name=theme.WRAPPING,
        ),
        facts(
            rx.cond(words(row.new_day), fact(tr("day_change.new_day"), worded(row.new_day))),
            rx.cond(row.answer, fact(tr("day_change.answer"), rx.el.span(row.answer, custom_attrs=written))),
            fact(tr("day_change.reason"), tr_of(row.reason, "day_change.reason", REASONS)),
            rx.cond(words(row.wished), fact(tr("day_change.wished"), worded(row.wished))),
            rx.cond(row.note, fact(tr("day_change.note"), rx.el.span(row.note, custom_attrs=written))),
            fact(tr("day_change.asked_at"), worded(row.asked_at)),
        ),
        rx.cond(row.can_withdraw, rx.el.div(withdraw)),
    )


def _asking() -> rx.Component:
    return rx.cond(
        _seen.days.length() > 0,
        section(
            tr("day_change.ask"),
            text(tr("day_change.ask_lead")),
            bullets(tr("day_change.rule.eve"), tr("day_change.rule.proof"), tr("day_change.rule.travel")),
            text(tr("day_change.phone", office=words(_view.office), phone=_view.phone)),
            _form(),
        ),
    )


def _form() -> rx.Component:
    days = rx.foreach(
        _seen.days.to(list[OwnDay]), lambda day: rx.el.option(unfolding(words(day.day)), value=day.iso)
    )
    return script_form(
        stack(
            select_input(
                "from_day", tr("day_change.from_day"), days, required=True, error=_errors["from_day"]
            ),
            radio_inputs(
                "reason",
                tr("day_change.reason"),
                [(one, tr(f"day_change.reason.{one}")) for one in REASONS],
                required=True,
                error=_errors["reason"],
            ),
            text_input(
                "wished_on",
                tr("day_change.wished"),
                type="date",
                help=tr("day_change.wished_help"),
                error=_errors["wished_on"],
                width="short",
            ),
            text_area(
                "note", tr("day_change.note"), help=tr("day_change.note_help"), error=_errors["note"], rows=4
            ),
            button_row(
                primary(tr("day_change.send"), type="submit"), link_secondary(tr("home.my"), routes.MY_PAGE)
            ),
        ),
        on_submit=OwnDaysState.ask,
    )
