"""The interview's own page: what, when, where, the door, the check of devices, one tap to the office."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.interview.devices import device_check
from hellowork_portal.ui.citizen.interview.parts import door, hours, tell_office, way_there
from hellowork_portal.ui.citizen.interview.states import InterviewState
from hellowork_portal.ui.citizen.lookup.parts import advice, call_facts
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import link_plain, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.notices import empty_state, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.INTERVIEW, "interview.title", load=InterviewState.open)
def interview() -> rx.Component:
    """Return the page of one's own interview."""
    missing = empty_state(
        tr("detail.not_found"), tr("detail.not_found_body"), link_primary(tr("detail.back"), routes.LOOKUP)
    )
    return frame(
        title(tr("interview.title"), _lead()),
        page_error(InterviewState, unless=InterviewState.is_missing),
        rx.cond(
            InterviewState.interview.number,
            _found(),
            rx.cond(InterviewState.is_missing, missing, waiting(words(InterviewState.error), 8)),
        ),
    )


def _lead() -> rx.Component:
    """Return what can be done here at this hour: before it comes, when its buttons do."""
    seen: Shown = InterviewState.interview
    early = tr("interview.lead.early", minutes=(seen.starts_ms - seen.notices_ms) // 60_000)
    now = rx.cond(seen.can_tell, tr("interview.lead"), early)
    return rx.fragment(rx.match(seen.phase, ("early", now), ("soon", now), ("open", now), rx.fragment()))


def _found() -> rx.Component:
    seen: Shown = InterviewState.interview
    detail = rx.Var.create(f"{routes.RESERVATION}?number=") + seen.number.to(str)
    is_online = seen.place.mode == "online"
    return stack(
        hours(seen),
        door(seen),
        place_facts(seen.place, has_office_link=True),
        rx.cond(is_online, rx.fragment(), way_there(seen)),
        tell_office(seen),
        section(
            tr("interview.phone"),
            text(rx.cond(seen.can_tell, tr("interview.phone.body"), tr("interview.phone.early"))),
            call_facts(seen.place),
        ),
        rx.cond(is_online, _preparing()),
        rx.el.div(link_plain(tr("interview.detail"), detail)),
        gap="lg",
    )


def _preparing() -> rx.Component:
    return stack(
        section(tr("devices.title"), text(tr("devices.lead")), device_check(), id="devices"),
        advice(),
        gap="lg",
    )
