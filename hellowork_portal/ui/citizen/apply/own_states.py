"""One's own application after it was submitted: how it stands, and taking it back."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.text import digits
from hellowork_portal.services.applications import errors
from hellowork_portal.services.applications.own import application_view
from hellowork_portal.services.applications.starting import start_limits
from hellowork_portal.services.applications.views import ApplicationView
from hellowork_portal.services.applications.withdrawal import LONGEST_REASON, withdraw_application
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.ui.shell.attachments import FilesState
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import APPLICANT, requires

__all__ = ["LONGEST_REASON", "ApplicationPageState", "WithdrawState"]
NO_APPLICATION = ApplicationView()


class ApplicationPage(PageState, mixin=True):
    """Mixin: the application of the address; another person's is answered like a wrong number."""

    view: ApplicationView = NO_APPLICATION
    is_missing: bool = False

    async def _load(self) -> bool:
        limits = [("lookup_per_person", str((await self._principal()).applicant_id))]
        found = await self._read(application_view, limits=limits, number=self._asked("number")[:60])
        self.is_missing = isinstance(found.error, errors.ApplicationUnknown)
        self.view, self.is_loaded = found.value or NO_APPLICATION, True
        if self.is_missing:
            self.error = {}
        return found.is_good


class ApplicationPageState(ApplicationPage, FilesState, rx.State):
    """「申請の状況」, and the page of completion."""

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show how it stands, with its files."""
        if await self._load():
            return await self._load_files(OwnerKind.APPLICATION, self.view.application_id)
        return None

    @rx.event
    @requires(APPLICANT)
    async def open_done(self):
        """Celebrate what has just been received; without it, or once it has moved on, nothing."""
        await self._load()
        if self.is_missing or self.view.state not in ("", "received"):
            return rx.redirect(routes.application(self._asked("number")[:60]), replace=True)
        return None


class WithdrawState(ApplicationPage, rx.State):
    """「申請の取下げ」: what it means, one button, and the way back."""

    is_busy: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show what would be withdrawn; opening changes nothing."""
        self.is_busy = False
        if await self._load() and self.view.state == "withdrawn":
            return rx.redirect(routes.application(self.view.number), replace=True)
        return None

    @rx.event
    @requires(APPLICANT)
    async def withdraw(self, form: dict[str, Any]):
        """「この申請を取り下げる」: once, and only what is on the screen."""
        number, reason = self._asked("number")[:60], str(form.get("reason") or "")[:1000]
        if self.is_busy or digits(number) != str(form.get("number") or ""):
            return
        self.is_busy = True
        yield
        limits = start_limits(await self._principal())
        done = await self._run(withdraw_application, limits=limits, number=number, reason=reason)
        if done.is_good:
            yield rx.redirect(routes.application(digits(number)))
            return
        told = self.error, self.way
        await self._load()
        (self.error, self.way), self.is_busy = told, False
