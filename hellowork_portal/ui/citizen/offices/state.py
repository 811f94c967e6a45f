"""「ハローワークを探す」: the address says what is looked for."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.applicants.service import own_office
from hellowork_portal.services.directory.service import find_offices
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.ui.citizen.offices.views import OfficeLine, line_of
from hellowork_portal.ui.citizen.search.views import PREFECTURES
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

FOUND = "found"
"""The id of the heading that a choice leads to."""
_LONGEST = 100


class OfficesState(PageState, rx.State):
    """What was asked and the offices that fit."""

    query: str = ""
    prefecture: str = ""
    place: Words = {}
    lines: list[OfficeLine] = []
    total: int = 0
    was_asked: bool = False
    own: OfficeLine = OfficeLine()

    @rx.event
    @public
    async def open(self):
        """Find what the address asks for."""
        typed = " ".join(self._asked("q")[: _LONGEST * 10].split())[:_LONGEST]
        is_other_query = self.is_loaded and self.query != typed
        asked = self._asked("prefecture")
        self.query, self.prefecture = typed, asked if asked in PREFECTURES else ""
        self.place = PREFECTURES.get(self.prefecture, {})
        self.was_asked = bool(self.query or self.prefecture)
        found = await self._read(find_offices, words=self.query, prefecture_code=self.prefecture)
        if found.is_good:
            self.lines, self.total = [line_of(office) for office in found.value.offices], found.value.total
        await self._show_own()
        self.is_loaded = True
        return rx.set_value("q", typed) if is_other_query else None

    @rx.event
    @public
    async def submit(self, form: dict[str, Any]):
        """「探す」: the words go into the address, so that back, reload and sharing work."""
        typed = " ".join(str(form.get("q") or "")[: _LONGEST * 10].split())[:_LONGEST]
        sendable = typed.encode(errors="ignore").decode()
        return rx.redirect(routes.with_query(routes.OFFICES, q=sendable) + f"#{FOUND}")

    async def _show_own(self) -> None:
        """Show the own office of somebody who is signed in."""
        principal = await self._principal()
        office_id = (await self._read(own_office)).value if principal.id is not None else None
        office = (await self._read(office_of, office_id=office_id)).value if office_id else None
        self.own = line_of(office) if office else OfficeLine()
