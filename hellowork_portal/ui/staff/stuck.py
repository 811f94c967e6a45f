"""What of an office does not get through, told where its people work, with the way to it."""

from typing import Any

import reflex as rx

from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, words


def stuck_notice(office: Shown, letters: Shown, meetings: Shown, since: Shown, href: Any) -> rx.Component:
    """Return the notice for an office (its words), so many letters and meetings, since when."""
    told = tr("staff.home.stuck_what", letters=letters, meetings=meetings, since=words(since))
    link = rx.el.div(link_plain(tr("staff.home.stuck_open"), href))
    return notice("warning", tr("staff.home.stuck", office=words(office)), text(told), link)
