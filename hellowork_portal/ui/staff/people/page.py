"""「職員」: who works here, with which roles; inviting, ending, beginning anew."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.people.handover import handovers
from hellowork_portal.ui.staff.people.parts import invitation, member, office_choice
from hellowork_portal.ui.staff.people.state import PeopleState
from hellowork_portal.ui.texts import tr, worded, words


@page(routes.STAFF_PEOPLE, "staff.people.title", load=PeopleState.open)
def staff_people() -> rx.Component:
    """Return the page."""
    whose = rx.cond(
        words(PeopleState.view.office), worded(PeopleState.view.office), tr("staff.people.national")
    )
    done = rx.cond(words(PeopleState.done), notice("success", worded(PeopleState.done)))
    return staff_frame(
        title(tr("staff.people.title"), rx.cond(PeopleState.is_loaded & ~PeopleState.is_choosing, whose, "")),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(PeopleState.summary),
        page_error(PeopleState),
        rx.cond(
            PeopleState.is_unknown | PeopleState.is_choosing,
            office_choice(PeopleState),
            rx.cond(PeopleState.is_loaded, _columns(), waiting(words(PeopleState.error), 8)),
        ),
    )


def _columns() -> rx.Component:
    members: Shown = PeopleState.view.members
    some = rx.el.ul(rx.foreach(members, member), class_name=theme.LINES)
    listed = rx.cond(members.length() > 0, some, text(tr("staff.people.nobody")))
    return rx.el.div(
        stack(section(tr("staff.people.members"), listed), handovers(PeopleState)),
        stack(
            invitation(PeopleState),
            rx.cond(PeopleState.is_administrator, office_choice(PeopleState)),
        ),
        class_name=theme.STAFF_COLUMNS,
    )
