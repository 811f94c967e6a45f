"""「よくある質問」: the address says what is looked for; the questions themselves are in the page."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.faq.finding import find
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

FOUND = "questions"
"""The id of the heading that a search leads to."""
_LONGEST = 100


class FaqState(PageState, rx.State):
    """The words that were asked and the questions that fit; without words all of them are shown."""

    query: str = ""
    found: list[str] = []
    groups: list[str] = []

    @rx.event
    @public
    async def open(self):
        """Find what the address asks for."""
        typed = " ".join(self._asked("q")[: _LONGEST * 10].split())[:_LONGEST]
        is_other_query = self.is_loaded and self.query != typed
        self.query, self.found = typed, find(typed)
        self.groups = list(dict.fromkeys(key.split(".")[0] for key in self.found))
        self.is_loaded = True
        return rx.set_value("q", typed) if is_other_query else None

    @rx.event
    @public
    async def submit(self, form: dict[str, Any]):
        """「探す」: the words go into the address, so that back, reload and sharing work."""
        typed = " ".join(str(form.get("q") or "")[: _LONGEST * 10].split())[:_LONGEST]
        sendable = typed.encode(errors="ignore").decode()
        return rx.redirect(routes.with_query(routes.FAQ, q=sendable) + f"#{FOUND}")
