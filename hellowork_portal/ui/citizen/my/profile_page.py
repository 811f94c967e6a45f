"""Changing one's particulars."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.my.states import ProfileState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary, secondary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.form_field import form_error_summary, form_sections
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import script_form
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
        rx.cond(
            ProfileState.is_loaded,
            stack(form, _office_code(), gap="lg"),
            waiting(words(ProfileState.error), 8),
        ),
    )


def _office_code() -> rx.Component:
    """Return the box for a code from the counter, which links the account to the office's record."""
    errors: Shown = ProfileState.code_errors
    count: Shown = ProfileState.claimed_count
    form = script_form(
        stack(
            text_input(
                "code",
                tr("account.record.code"),
                required=True,
                help=tr("account.record.code_help"),
                error=errors["code"],
                autocomplete="one-time-code",
                max_length=40,
                width="short",
            ),
            rx.el.div(secondary(tr("account.record.button"), type="submit")),
        ),
        on_submit=ProfileState.claim_record,
        key=count.to_string(),
    )
    done = rx.cond(count > 0, notice("success", tr("account.record.done")))
    return section(
        tr("account.record.title"),
        text(tr("account.record.lead")),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        form,
        id="office-code",
    )
