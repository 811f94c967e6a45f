"""What states of pages with files share: the list of a case's files, and what a form's answer said."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.attachments.listing import office_files, own_files
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.views import AttachmentList
from hellowork_portal.ui.components.attachments import ALONE, BOX, TOLD
from hellowork_portal.ui.shell.page_state import PageState

_ERRORS = {
    "attachment_empty": (),
    "attachment_too_big": ("most",),
    "attachment_unfit": (),
    "attachment_broken": (),
    "attachment_locked": (),
    "attachment_active": (),
    "attachment_too_long": ("most",),
    "attachment_too_large": ("most",),
    "attachment_too_many": ("most",),
    "attachment_all_full": ("most",),
    "attachment_closed": (),
    "attachment_gone": (),
    "too_many": ("minutes",),
    "not_allowed": (),
    "busy": (),
    "fault": ("reference",),
}
"""What a file can be refused for, and the values of its sentence; they stand in the address."""
_DONE = ("added", "removed")
_LONGEST = 20


class FilesState(PageState, mixin=True):
    """Mixin of states whose page shows the files of a case (ui/components/attachments)."""

    files: AttachmentList = AttachmentList()
    file_error: Words = {}
    file_done: Words = {}

    async def _load_files(self, kind: OwnerKind, case_id: int) -> EventSpec | None:
        """Show the files of one's own case, and what the address says about the last one sent.

        The handler returns the event: it leads the focus there.
        """
        await self._read_files(own_files, kind=kind, case_id=case_id)
        self._hear_of_files()
        if self.file_error:
            has_form = self.files.takes_files and not self.files.is_full
            return rx.set_focus(BOX if has_form else ALONE)
        return rx.set_focus(TOLD) if self.file_done else None

    async def _load_office_files(self, kind: OwnerKind, case_id: int) -> None:
        """Show staff the files of a case of theirs."""
        await self._read_files(office_files, kind=kind, case_id=case_id)

    async def _read_files(self, query: Callable[..., AttachmentList], **args: Any) -> None:
        """Read the list; an error that the page has shown before it stays."""
        error, way = self.error, self.way
        found = await self._read(query, **args)
        self.files = found.value or AttachmentList()
        if error:
            self.error, self.way = error, way

    def _hear_of_files(self) -> None:
        code, done = self._asked("file_error"), self._asked("file_done")
        values = {name: self._asked(f"file_{name}")[:_LONGEST] for name in _ERRORS.get(code, ())}
        self.file_error = in_all(f"error.{code}", **values) if code in _ERRORS else {}
        self.file_done = in_all(f"attachment.done.{done}") if done in _DONE else {}
