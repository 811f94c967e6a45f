"""Writing an application: the form, the check page, 「申込む」."""

from typing import Any

import reflex as rx

from hellowork_portal.forms.schema import field_of
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.services.applications import boxes, drafts, errors, writing
from hellowork_portal.services.applications.starting import start_limits
from hellowork_portal.services.applications.submission import submit
from hellowork_portal.services.applications.views import Doubt, DraftView, OfferView
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.ui.citizen.apply.discarding import Discards
from hellowork_portal.ui.shell.attachments import FilesState
from hellowork_portal.ui.shell.rights import APPLICANT, by_itself, requires

NO_DRAFT, NO_FORM = DraftView(), FormView([], [], [])
_MOST_BOXES = 2000
_MINUTE_MS = 60_000
_LAST_HOUR_MS = 60 * _MINUTE_MS


class DraftPage(FilesState, mixin=True):
    """Mixin of both pages: the draft of the address, found anew each time, and its files."""

    draft: DraftView = NO_DRAFT
    is_gone: bool = False
    now_ms: int = 0
    soon_ms: int = 0
    """When the page says anew how much time is left."""

    def _id(self) -> int:
        return self._asked_int("application")

    async def _find(self) -> bool:
        """Load the draft of the address; False where it is not there or no longer the person's to change."""
        found = await self._read(writing.draft_head, application_id=self._id())
        self.is_gone = isinstance(found.error, errors.ApplicationUnknown)
        self.draft, self.is_loaded = found.value or NO_DRAFT, True
        self.now_ms = int(clock.now().timestamp() * 1000)
        next_ms = self.now_ms if self.draft.minutes_left else self.draft.dates.until_ms - _LAST_HOUR_MS
        self.soon_ms = next_ms + _MINUTE_MS
        if self.is_gone:
            self.error = {}
        return found.is_good

    async def _files(self):
        """Show the draft's files; return the event that leads the focus to what was just sent."""
        return await self._load_files(OwnerKind.APPLICATION, self.draft.application_id)

    def _step(self, route: str, **more: object):
        return rx.redirect(routes.with_query(route, application=self._id(), **more))


class FormState(DraftPage, Discards, rx.State):
    """The form, drawn from data; every box is kept as it is left."""

    form: FormView = NO_FORM
    fixed: list[ConfirmSection] = []
    offers: list[OfferView] = []
    offered_ids: list[str] = []
    """The fields to which rows are offered."""
    is_shown: bool = False
    saved: str = ""
    is_unsaved: bool = False
    is_added: bool = False
    drawn: int = 0
    """The revision that is on the screen; the form is drawn anew as a whole for another one."""
    _told: str = ""
    _said_moved: str = ""
    _seen: dict[str, str] = {}
    """The boxes as this page has drawn or kept them: what differs was typed here."""

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show the form with what was typed so far, on any device."""
        self.is_unsaved = self.is_added = False
        if not await self._find():
            return None
        self.saved = self.draft.saved
        await self._show({})
        heard = await self._hear_once()
        if self._asked("wrong"):
            return await self._check()
        return self._say_moved() or heard

    def _say_moved(self):
        """Say once why the form has been loaded anew; the focus goes above it."""
        moved, before = self._asked("moved"), self._said_moved
        self._said_moved = moved
        if not moved or moved == before:
            return None
        self._show_error(errors.MovedMeanwhile())
        return rx.set_focus("page-title")

    def _reload(self, error: PortalError | None):
        """Load the form anew, with none of this page's boxes, where it was filed since it was drawn."""
        if not isinstance(error, errors.MovedMeanwhile):
            return None
        self.is_unsaved = False
        return self._step(routes.APPLY_FORM, moved=error.values["revision"])

    async def _hear_once(self):
        """Show the files; what the address says of one that was sent takes the focus only once."""
        said = f"{self._id()} {self._asked('file_done')} {self._asked('file_error')}"
        event, is_new = await self._files(), said != self._told
        self._told = said
        return event if is_new else None

    @rx.event
    @requires(APPLICANT)
    @by_itself
    async def look(self):
        """The deadline comes near, or the window opens or closes: say what holds; what is typed stays."""
        await self._find()

    async def _show(self, wrong: dict[str, Any]) -> None:
        found = await self._read(writing.draft_form, application_id=self._id(), wrong=wrong)
        if found.is_good:
            page = found.value
            self.form, self.fixed, self.offers = page.form, page.fixed, page.offers
            self.offered_ids = sorted({offer.field_id for offer in page.offers})
            self._seen, self.drawn, self.is_shown = page.boxes, page.revision, True

    async def _keep(self, typed: dict[str, Any]) -> PortalError | None:
        """Keep boxes; return why they could not be kept."""
        args = {"application_id": self._id(), "typed": typed, "seen": self._seen, "drawn": self.drawn}
        kept = await self._run(drafts.keep, **args)
        self.is_unsaved = not kept.is_good
        if kept.is_good:
            self.saved = kept.value
            self._seen = {**self._seen, **{name: str(value) for name, value in typed.items()}}
        return kept.error

    @rx.event
    @requires(APPLICANT)
    async def keep(self, name: str, value: str):
        """Keep one box; where a rule reads it, or it lists rows, draw the form anew."""
        self.is_added = False
        failed = await self._keep({str(name)[:90]: str(value)})
        if failed is None and field_of(str(name)) in self.form.watched_ids:
            await self._show({})
        return self._reload(failed)

    @rx.event
    @requires(APPLICANT)
    async def add(self, offer_id: str):
        """Add a row that the records know, because the person asks for it."""
        args = {"application_id": self._id(), "offer_id": str(offer_id)[:40], "drawn": self.drawn}
        done = await self._run(drafts.add_offer, **args)
        if done.is_good:
            await self._show({})
            self.is_added = bool(done.value)
        return self._reload(done.error)

    @rx.event
    @requires(APPLICANT)
    async def check(self, form: dict[str, Any]):
        """「確認へ進む」: keep what was typed here, then go on or say at each place what is wrong."""
        posted = dict(list(form.items())[:_MOST_BOXES])
        new = boxes.changed(self._seen, posted)
        if new and (failed := await self._keep(new)):
            return self._reload(failed)
        return await self._check()

    async def _check(self):
        checked = await self._read(writing.check_draft, application_id=self._id(), drawn=self.drawn)
        if checked.is_good:
            (await self.get_state(CheckState))._forget()
            return self._step(routes.APPLY_CONFIRM)
        if isinstance(checked.error, Invalid):
            await self._show(dict(checked.error.fields))
        return self._reload(checked.error)


class CheckState(DraftPage, rx.State):
    """All as it will be filed, and 「申込む」."""

    sections: list[ConfirmSection] = []
    doubts: list[Doubt] = []
    confirmed: str = ""
    unaccepted: bool = False
    is_busy: bool = False

    def _forget(self) -> None:
        """Show nothing of an earlier check while this one is on its way."""
        self.draft, self.sections, self.doubts = NO_DRAFT, [], []

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show everything; what cannot be filed as it is goes back to the form, which says why."""
        self.unaccepted = self.is_busy = False
        return await self._load()

    @rx.event
    @requires(APPLICANT)
    @by_itself
    async def look(self):
        """The window opens or closes: show what holds now."""
        return await self._load()

    async def _load(self):
        if not await self._find():
            return None
        if self.draft.way == "replacing" and not self.draft.saved:
            return rx.redirect(routes.application(self.draft.number), replace=True)
        shown = await self._read(writing.check_page, application_id=self._id())
        if isinstance(shown.error, Invalid):
            return self._step(routes.APPLY_FORM, wrong=1)
        self.confirmed = shown.value.confirmed if shown.is_good else ""
        self.sections = shown.value.sections if shown.is_good else []
        self.doubts = shown.value.doubts if shown.is_good else []
        await self._files()
        return None

    @rx.event
    @requires(APPLICANT)
    async def submit(self, form: dict[str, Any]):
        """「申込む」: one application, whatever is clicked how often, and just what this page has shown.

        What stands above the button stays until the outcome is known: otherwise the second of two
        clicks lands on what has moved up in its place. Once filed, the page is left and does nothing more.
        """
        if self.is_busy:
            return
        self.is_busy = True
        yield
        about = {"application_id": self._id(), "confirmed": str(form.pop("confirmed", self.confirmed))}
        about["accepted"] = [str(name)[:120] for name, value in list(form.items())[:200] if value]
        done = await self._run(submit, limits=start_limits(await self._principal()), **about)
        self.is_busy = done.is_good
        if done.is_good:
            yield rx.redirect(routes.with_query(routes.APPLY_DONE, number=done.value))
        elif isinstance(done.error, Invalid):
            yield self._step(routes.APPLY_FORM, wrong=1)
        else:
            told = self.error, self.way
            await self._load()
            self.error, self.way = told
            self.unaccepted = isinstance(done.error, errors.WarningsNotAccepted)
            yield rx.set_focus("doubts" if self.unaccepted else "page-title")
