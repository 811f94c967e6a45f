"""The declaration's fields and its confirm view on one page, for review; no part of a production portal."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.form_field import (
    autosave,
    confirm_sections,
    form_error_summary,
    form_sections,
)
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, title
from hellowork_portal.ui.dev.form_state import DevFormState
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.DEV_FORM, "dev.form.title", load=DevFormState.open)
def review_form() -> rx.Component:
    """Return the page."""
    form = rx.el.form(
        stack(
            form_error_summary(DevFormState.form),
            autosave(form_sections(DevFormState.form), on_save=DevFormState.keep),
            rx.el.div(primary(tr("dev.form.check"), type="submit")),
            gap="lg",
        ),
        on_submit=DevFormState.check,
        no_validate=True,
    )
    shown = section(tr("dev.form.confirm"), confirm_sections(DevFormState.sections, level=3))
    sections: Shown = DevFormState.sections
    return frame(
        title(tr("dev.form.title"), tr("dev.form.lead")),
        rx.cond(DevFormState.is_shown, form),
        rx.cond(sections.length() > 0, shown),
    )
