"""Step 3: 「必要事項を入力」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reserve.parts import lead_of, step_body, way
from hellowork_portal.ui.citizen.reserve.states import FormState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.form_field import autosave, form_error_summary, form_sections
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import live, notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import t, tr


@page(routes.RESERVE_FORM, "reserve.form.title", load=FormState.open)
def reserve_form() -> rx.Component:
    """Return the procedure's form."""
    unconfirmed = notice("info", tr("detail.unconfirmed"), text(tr("reserve.form.unconfirmed")))
    form = rx.el.form(
        stack(
            form_error_summary(FormState.form),
            autosave(form_sections(FormState.form), on_save=FormState.keep),
            live(rx.cond(FormState.is_saved, t("access.form.saved"), "")),
            rx.el.div(primary(tr("reserve.form.continue"), type="submit")),
            gap="lg",
        ),
        on_submit=FormState.check,
        no_validate=True,
    )
    return frame(
        way(3),
        title(tr("reserve.form.title"), lead_of(FormState, "reserve.form.lead")),
        step_body(
            FormState,
            rx.cond(FormState.hold.is_unconfirmed_claim, unconfirmed),
            rx.cond(FormState.is_shown, form),
        ),
    )
