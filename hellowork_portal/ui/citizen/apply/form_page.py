"""The form of an application, kept box by box as it is typed."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.draft_parts import asked, deadline, over, rings
from hellowork_portal.ui.citizen.apply.draft_states import FormState
from hellowork_portal.ui.citizen.apply.parts import gone_or_waiting, to_draft, way
from hellowork_portal.ui.components.attachments import attachments
from hellowork_portal.ui.components.buttons import primary, secondary
from hellowork_portal.ui.components.form_field import (
    autosave,
    confirm_sections,
    form_error_summary,
    form_sections,
)
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, section, stack, text, title
from hellowork_portal.ui.components.notices import alert_line, live, notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import t, tr, worded, words

_seen: Shown = FormState
_draft: Shown = FormState.draft
_FORM = "application-form"
"""The form's id: its button stands below the files, which cannot be inside of it."""


@page(routes.APPLY_FORM, "apply.form.title", load=FormState.open)
def apply_form() -> rx.Component:
    """Return the form, or why there is none."""
    shown = stack(
        rings(FormState),
        deadline(FormState),
        over(FormState),
        _unconfirmed(),
        asked(FormState),
        _replacing(),
        rx.cond(_seen.is_shown, _form()),
        gap="lg",
    )
    return frame(
        way(2),
        title(tr("apply.form.title"), tr("apply.form.lead")),
        page_error(_seen, unless=_seen.is_gone | _seen.is_unsaved),
        rx.cond(_draft.application_id, shown, gone_or_waiting(FormState, _seen.is_gone)),
    )


def _unconfirmed() -> rx.Component:
    told = notice("info", tr("apply.form.unconfirmed"), text(tr("apply.form.unconfirmed_body")))
    return rx.cond(_draft.is_unconfirmed_claim, told)


def _replacing() -> rx.Component:
    told = notice("info", tr("apply.form.replacing"), text(tr("apply.form.replacing_body")))
    return rx.cond(_draft.way == "replacing", told)


def _form() -> rx.Component:
    form = rx.el.form(
        stack(
            form_error_summary(FormState.form),
            autosave(form_sections(FormState.form), on_save=FormState.keep, loaded=FormState.now_ms),
            _saved(),
            gap="lg",
        ),
        id=_FORM,
        on_submit=FormState.check,
        no_validate=True,
    )
    fixed = section(tr("apply.form.unchanged"), confirm_sections(FormState.fixed, level=3))
    go_on = rx.el.div(primary(tr("apply.form.continue"), type="submit", form=_FORM))
    return stack(
        rx.cond(_seen.offers.length() > 0, _offers()),
        form,
        rx.cond(_seen.fixed.length() > 0, fixed),
        _files(),
        rx.cond(_draft.standing == "over", rx.fragment(), go_on),
        gap="lg",
    )


def _files() -> rx.Component:
    """Return the proofs of the draft; their form is the browser's own and stands beside the declaration's."""
    back = to_draft(routes.APPLY_FORM, _draft.application_id)
    return attachments(FormState.files, _seen.file_error, _seen.file_done, back)


def _saved() -> rx.Component:
    """Return when what was typed was saved, or that it was not."""
    said = rx.el.p(tr("apply.form.saved", time=_seen.saved), class_name=theme.MUTED)
    return rx.el.div(
        alert_line(rx.cond(_seen.is_unsaved, _unsaved(), "")),
        rx.cond((_seen.saved != "") & ~_seen.is_unsaved, said),
        live(rx.cond(_seen.is_added, t("apply.form.added"), "")),
    )


def _unsaved() -> rx.Var:
    """Return why it was not saved, in one sentence."""
    return words(_seen.error)


def _offers() -> rx.Component:
    """Return the rows that records know; nothing is added unless it is pressed."""
    return card(
        rx.el.h2(tr("apply.form.offers"), class_name=theme.H3),
        text(tr("apply.form.offers_body")),
        rx.el.ul(rx.foreach(_seen.offers, _offer), class_name=theme.LINES),
    )


def _offer(offer: Shown) -> rx.Component:
    add = secondary(
        tr("apply.form.add"),
        on_click=FormState.add(offer.id),
        aria_label=t("apply.form.add_label", what=words(offer.words)),
    )
    return rx.el.li(rx.el.p(worded(offer.words)), add, class_name=theme.LINE)
