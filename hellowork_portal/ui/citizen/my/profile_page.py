"""Changing one's particulars."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.my.states import ProfileState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.form_field import form_error_summary, form_sections
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.PROFILE, "access.profile.title", load=ProfileState.open)
def profile() -> rx.Component:
    """Return the form of the particulars."""
    masked = ProfileState.profile.masked_number
    form = rx.el.form(
        stack(
            form_error_summary(ProfileState.form),
            rx.el.div(
                rx.cond(ProfileState.is_saved, notice("success", tr("access.profile.saved"))),
                role="status",
                class_name=theme.ALERT_AREA,
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
        page_error(ProfileState),
        rx.cond(ProfileState.is_loaded, form, waiting(words(ProfileState.error), 8)),
    )
