"""What pages that tell of something done have in common."""

from typing import Any

import reflex as rx

from hellowork_portal.ui.citizen.account.done_state import AccountDoneState
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.texts import tr, words


def done_frame(heading: str, lead: str, asked: str, *children: Any) -> rx.Component:
    """Return the page; nothing is celebrated before it is known that there is something to celebrate.

    `heading`, `lead` and `asked` (the heading until then) are keys.
    """
    done = stack(title(tr(heading), tr(lead), is_done=True), *children, gap="lg")
    unknown = stack(title(tr(asked)), waiting(words(AccountDoneState.error), 3))
    return frame(page_error(AccountDoneState), rx.cond(AccountDoneState.is_loaded, done, unknown))
