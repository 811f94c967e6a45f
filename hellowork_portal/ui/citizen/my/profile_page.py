"""Changing one's particulars."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.my.states import ProfileState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.form_field import form_error_summary, form_sections
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import alert_line, notice, skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.PROFILE, "access.profile.title", load=ProfileState.open)
def profile() -> rx.Component:
    """Return the form of the particulars."""
    masked = ProfileState.profile.masked_number
    form = rx.el.form(
        stack(
            form_error_summary(ProfileState.form),
            alert_line(words(ProfileState.error)),
            rx.el.div(
                rx.cond(ProfileState.is_saved, notice("success", tr("access.profile.saved"))), role="status"
            ),
            rx.cond(masked, text(tr("access.profile.number_kept", masked=masked))),
            form_sections(ProfileState.form),
            button_row(
                primary(tr("access.profile.save"), type="submit"),
                link_secondary(tr("access.profile.back"), routes.MY_PAGE),
            ),
            gap="lg",
        ),
        on_submit=ProfileState.save,
        no_validate=True,
    )
    return frame(
        title(tr("access.profile.title")),
        rx.cond(ProfileState.is_loaded, form, skeleton(8)),
    )
