"""What somebody is told whose 認定日 is over with nothing filed: to come to the office, and until when."""

import reflex as rx

from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, words


def missed(seen: Shown) -> rx.Component:
    """Return the notice of a state with HasCertification; nothing where no day was missed."""
    its: Shown = seen.certification.missed
    office = words(its.office)
    told = notice(
        "warning",
        tr("today.missed"),
        text(tr("today.missed.day", day=words(its.day))),
        rx.cond(
            words(its.last),
            text(tr("today.missed.come", last=words(its.last), office=office)),
            text(tr("today.missed.come_soon", office=office)),
        ),
        text(tr("today.missed.why")),
        rx.cond(its.phone, text(tr("today.missed.phone", phone=its.phone))),
    )
    return rx.cond(words(its.day), told)
