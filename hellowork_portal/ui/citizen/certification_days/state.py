"""One's 認定日: the coming ones, asking for another, what was asked for."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.views import AttachmentList
from hellowork_portal.services.certifications.change_rules import Reason
from hellowork_portal.services.certifications.changes import (
    ask_for_change,
    change_limits,
    own_days,
    withdraw_change,
)
from hellowork_portal.services.certifications.views import ChangeRow, OwnDay, OwnDays
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.attachments import FilesState
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import APPLICANT, requires

REASONS = [reason.value for reason in Reason]
_SAID = ("asked", "withdrawn")
"""What was done, as the address tells after it: what was typed goes with the old address."""


class OwnDaysState(FilesState, rx.State):
    """The page of one's own 認定日; `?request=` is the one whose papers are shown."""

    view: OwnDays = OwnDays()
    days: list[OwnDay] = []
    """Those of which a change can be asked for."""
    requests: list[ChangeRow] = []
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    done: Words = {}
    request_id: int = 0
    back: str = routes.MY_DAYS

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load it."""
        self.field_errors, self.summary = {}, []
        said = self._asked("said")
        self.done = in_all(f"day_change.done.{said}") if said in _SAID else {}
        await self._show(self._asked_int("request"))

    async def _show(self, wanted: int) -> None:
        kept = (self.error, self.way)
        found = await self._read(own_days)
        self.is_loaded = found.is_good
        if not found.is_good:
            return
        self.view = found.value
        self.days = [day for day in self.view.days if day.can_ask]
        self.requests = self.view.requests
        open_ones = [row.request_id for row in self.requests if row.can_withdraw]
        self.request_id = wanted if wanted in open_ones else next(iter(open_ones), 0)
        self.back = routes.with_query(routes.MY_DAYS, request=self.request_id or "")
        self.files = AttachmentList()
        if self.request_id:
            await self._load_files(OwnerKind.DAY_CHANGE, self.request_id)
        if kept[0]:
            self.error, self.way = kept

    @rx.event
    @requires(APPLICANT)
    async def ask(self, form: dict[str, Any]):
        """「変更を申し出る」: ask for another day; what was typed stays where something is wrong."""
        limits = change_limits(await self._principal())
        asked = await self._run(ask_for_change, limits=limits, form=form)
        fields = asked.error.fields if isinstance(asked.error, Invalid) else {}
        self.field_errors, self.summary, self.done = words_by_field(fields), error_lines(fields), {}
        if not asked.is_good:
            return None if self.summary else rx.set_focus("page-title")
        return rx.redirect(routes.with_query(routes.MY_DAYS, request=asked.value, said="asked"))

    @rx.event
    @requires(APPLICANT)
    async def withdraw(self, request_id: int):
        """「申し出を取り下げる」."""
        done = await self._run(withdraw_change, request_id=known_id(request_id))
        if done.is_good:
            return rx.redirect(routes.with_query(routes.MY_DAYS, said="withdrawn"))
        await self._show(0)
        return rx.set_focus("page-title")
