"""The form of an application, kept box by box as it is typed."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.draft_parts import asked, brief, over, rings
from hellowork_portal.ui.citizen.apply.draft_states import FormState
from hellowork_portal.ui.citizen.apply.parts import gone_or_waiting, to_draft, way
from hellowork_portal.ui.components.attachments import attachments
from hellowork_portal.ui.components.buttons import danger, primary, secondary
from hellowork_portal.ui.components.folds import fold
from hellowork_portal.ui.components.form_field import (
    autosave,
    confirm_sections,
    form_error_summary,
    form_sections,
)
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.notices import alert_line, live, notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_seen: Shown = FormState
_draft: Shown = FormState.draft
_FORM = "application-form"
"""The form's id: its button stands below the files, which cannot be inside of it."""


@page(routes.APPLY_FORM, "apply.form.title", load=FormState.open)
def apply_form() -> rx.Component:
    """Return the form, or why there is none."""
    shown = stack(
        rings(FormState),
        brief(FormState),
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
    body = tr("apply.form.replacing_body", number=_draft.number_shown)
    told = notice("info", tr("apply.form.replacing"), text(body), text(tr("apply.form.state_anew")))
    return rx.cond(_draft.way == "replacing", told)


def _form() -> rx.Component:
    sections = form_sections(FormState.form, beside=_offers)
    fixed = section(tr("apply.form.unchanged"), confirm_sections(FormState.fixed, level=3))
    form = rx.el.form(
        stack(
            form_error_summary(FormState.form),
            autosave(sections, on_save=FormState.keep, loaded=FormState.now_ms),
            rx.cond(_seen.fixed.length() > 0, fixed),
            _saved(),
            gap="lg",
        ),
        id=_FORM,
        key=_seen.drawn.to_string(),  # drawn anew after a filing: no box keeps what stood there before
        on_submit=FormState.check,
        no_validate=True,
    )
    go_on = rx.el.div(primary(tr("apply.form.continue"), type="submit", form=_FORM))
    go_on_or_not = rx.cond(_draft.standing == "over", rx.fragment(), go_on)
    return stack(form, _files(), go_on_or_not, rx.cond(_draft.way == "draft", _discard()), gap="lg")


def _discard() -> rx.Component:
    """Return the way to give a draft up: folded away, and what is lost right above its button."""
    lost = bullets(*[tr(f"apply.discard.{one}") for one in ("typed", "files", "again")])
    warned = notice("warning", tr("apply.discard.lost"), lost, id="what-is-lost")
    button = danger(tr("apply.discard.button"), type="submit", aria_describedby="what-is-lost")
    form = rx.el.form(rx.el.div(button), on_submit=FormState.discard, no_validate=True)
    inside = rx.el.div(warned, form, class_name=theme.joined(theme.STACK["md"], "pt-4"))
    return rx.el.div(fold(tr("apply.discard.title"), inside), class_name="no-print")


def _files() -> rx.Component:
    """Return the proofs of the draft; their form is the browser's own and stands beside the declaration's."""
    back = to_draft(routes.APPLY_FORM, _draft.application_id)
    return attachments(FormState.files, _seen.file_error, _seen.file_done, back)


def _saved() -> rx.Component:
    """Return when what was typed was saved, or that it was not; it stays in sight while one writes."""
    kept = rx.cond(_seen.saved, tr("apply.form.saved", time=_seen.saved), tr("apply.form.nothing_yet"))
    said = rx.el.p(rx.cond(_seen.is_unsaved, rx.fragment(), kept), role="status", class_name=theme.MUTED)
    return rx.el.div(
        alert_line(rx.cond(_seen.is_unsaved, _unsaved(), "")),
        said,
        live(rx.cond(_seen.is_added, t("apply.form.added"), "")),
        class_name=theme.joined(theme.SAVE_BAR, "no-print"),
    )


def _unsaved() -> rx.Var:
    """Return why it was not saved, in one sentence."""
    return words(_seen.error)


def _offers(field: Shown) -> rx.Component:
    """Return the rows that records know for a field; nothing is added unless it is pressed."""
    lines = rx.foreach(
        _seen.offers, lambda offer: rx.cond(offer.field_id == field.id, _offer(offer), rx.fragment())
    )
    panel = rx.el.div(
        rx.el.p(tr("apply.form.offers"), class_name=theme.STRONG),
        text(tr("apply.form.offers_body")),
        rx.el.ul(lines, class_name="list-none"),
        class_name=theme.OFFERS,
    )
    return rx.cond(_seen.offered_ids.contains(field.id), panel)


def _offer(offer: Shown) -> rx.Component:
    label = labelled(offer.add) + rx.Var.create(" ") + labelled(offer.words)
    add = secondary(
        rx.cond(offer.is_there, tr("apply.form.is_added"), worded(offer.add)),
        on_click=FormState.add(offer.id),
        aria_label=rx.cond(offer.is_there, t("apply.form.is_added"), label),
        aria_disabled=rx.cond(offer.is_there, "true", "false"),
    )
    return rx.el.li(rx.el.p(worded(offer.words)), add, class_name=theme.OFFER)
