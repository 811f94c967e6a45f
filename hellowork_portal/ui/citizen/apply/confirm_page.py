"""All as it will be filed, and 「申込む」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.draft_parts import brief, over, rings
from hellowork_portal.ui.citizen.apply.draft_states import CheckState
from hellowork_portal.ui.citizen.apply.parts import gone_or_waiting, to_draft, way
from hellowork_portal.ui.components.attachments import attached
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.fields import error_line
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, stack, text, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, worded, words

_seen: Shown = CheckState
_draft: Shown = CheckState.draft
_files: Shown = CheckState.files


@page(routes.APPLY_CONFIRM, "apply.confirm.title", load=CheckState.open)
def apply_confirm() -> rx.Component:
    """Return everything as it will be filed, and right above the button what it acts on."""
    shown = stack(
        rings(CheckState),
        rx.el.div(brief(CheckState), id="acts-on"),
        over(CheckState),
        confirm_sections(CheckState.sections),
        rx.cond(_files.lines.length() > 0, attached(_files)),
        rx.match(_draft.standing, ("open", _form()), ("drafting", _not_yet()), rx.fragment()),
        gap="lg",
    )
    return frame(
        way(3),
        title(tr("apply.confirm.title"), tr("apply.confirm.lead")),
        page_error(_seen, unless=_seen.is_gone | _seen.unaccepted),
        rx.cond(_draft.application_id, shown, gone_or_waiting(CheckState, _seen.is_gone)),
    )


def _back() -> rx.Component:
    return link_secondary(
        tr("apply.confirm.back"), to_draft(routes.APPLY_FORM, _draft.application_id), class_name="no-print"
    )


def _not_yet() -> rx.Component:
    dates: Shown = _draft.dates
    told = text(tr("apply.confirm.not_yet_body", opens=words(dates.opens), until=words(dates.until)))
    return stack(notice("info", tr("apply.confirm.not_yet"), told), button_row(_back()))


def _form() -> rx.Component:
    button = primary(
        rx.cond(_seen.is_busy, tr("apply.confirm.busy"), tr("apply.confirm.button")),
        type="submit",
        aria_disabled=rx.cond(_seen.is_busy, "true", "false"),
        aria_describedby="acts-on",
    )
    return rx.el.form(
        stack(
            rx.el.input(type="hidden", name="confirmed", value=_seen.confirmed),
            rx.cond(_seen.doubts.length() > 0, _doubts()),
            notice("info", tr("apply.confirm.warning")),
            card(_not_filed(), button_row(button, _back())),
        ),
        key=_seen.confirmed,  # drawn anew for other answers: no tick stays at another sentence
        on_submit=CheckState.submit,
        no_validate=True,
    )


def _not_filed() -> rx.Component:
    """Return what the button does: file, take the place of what was filed, or file again what came back."""
    number = _draft.number_shown
    again = [(one, text(tr(f"apply.confirm.{one}", number=number))) for one in ("replacing", "correcting")]
    return rx.fragment(rx.match(_draft.way, *again, text(tr("apply.confirm.not_filed"))))


def _doubts() -> rx.Component:
    """Return the warnings, each with the tick that accepts it; none of them keeps anybody from filing."""
    return notice(
        "warning",
        tr("apply.confirm.doubts"),
        text(tr("apply.confirm.doubts_body")),
        error_line("doubts-error", rx.cond(_seen.unaccepted, words(_needed()), "")),
        rx.el.ul(rx.foreach(_seen.doubts, _doubt), class_name=theme.joined(theme.STACK["md"], "list-none")),
        id="doubts",
    )


def _needed() -> rx.Var:
    """Return the sentence of a missing tick in every language."""
    return rx.Var.create(in_all("apply.confirm.accept_needed"))


def _doubt(doubt: Shown) -> rx.Component:
    name = doubt.rule.to(str)
    tick = rx.el.input(
        id=name,
        name=name,
        type="checkbox",
        class_name=theme.CHOICE_BOX,
        aria_describedby=name + "-doubt doubts-error",
        aria_required="true",
    )
    return rx.el.li(
        rx.el.p(rx.el.strong(worded(doubt.words)), id=name + "-doubt"),
        rx.el.label(tick, rx.el.span(tr("apply.confirm.accept")), class_name=theme.CHOICE),
        class_name=theme.STACK["sm"],
    )
