"""An office's settings: what it offers and says of itself, and what is left to do."""

from typing import Any

import reflex as rx

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import in_all
from hellowork_portal.services.office_settings import banners, hosts, offerings, page, service
from hellowork_portal.services.office_settings.views import SettingsView
from hellowork_portal.services.reviews.form_window import form_window, save_form_window
from hellowork_portal.services.reviews.setting_views import FormWindow, ReviewSettings
from hellowork_portal.services.reviews.settings import review_settings, save_review_settings
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LOOKING, MANAGING, AtOffice

TOLD = "office-told"
"""Where the page says what was done; it stays in sight."""


class OfficeSettingsState(AtOffice, rx.State):
    """The settings of the office of the address."""

    view: SettingsView = SettingsView()
    reviews: ReviewSettings = ReviewSettings()
    window: FormWindow = FormWindow()

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load all of it."""
        self._forget_words()
        await self._load()

    async def _load(self) -> None:
        kept = (self.error, self.way)
        found = await self._read(service.settings_of, office_id=await self._office_id())
        self.is_loaded = found.is_good
        if found.is_good:
            self.view = found.value
            reviews = await self._read(review_settings, office_code=await self._office_code())
            self.reviews = reviews.value or ReviewSettings()
            window = await self._read(form_window, office_code=await self._office_code())
            self.window = window.value or FormWindow()
            self.error, self.way = kept

    async def _told(self, error: PortalError | None, told: str, *, is_gone: bool = False) -> Any:
        """Say what was done or refused, in sight of where one is; or what was wrong, at its box.

        Who works here stays here, unless what was pressed `is_gone`, and the focus with it.
        """
        if self._say_errors(error):
            return None
        self.done = in_all(told)
        self.form_count += 1
        await self._load()
        return rx.set_focus(TOLD) if is_gone else None

    @rx.event
    @requires_role(*MANAGING)
    async def offer(self, form: dict[str, Any]):
        """Offer a procedure, or hold its interviews in another way."""
        done = await self._run(
            offerings.offer,
            office_id=await self._office_id(),
            procedure_id=_number(form, "procedure"),
            mode=str(form.get("mode", "")),
        )
        return await self._told(done.error, "staff.office.offered")

    @rx.event
    @requires_role(*MANAGING)
    async def close(self, offering_id: int):
        """Take no new reservations for an offering; offering it again takes them again."""
        done = await self._run(
            offerings.set_open,
            office_id=await self._office_id(),
            offering_id=known_id(offering_id),
            is_open=False,
        )
        return await self._told(done.error, "staff.office.closed", is_gone=True)

    @rx.event
    @requires_role(*MANAGING)
    async def lend(self, form: dict[str, Any]):
        """Lend a host to an offering."""
        offering_id = _number(form, "offering")
        done = await self._run(
            hosts.lend_host,
            office_id=await self._office_id(),
            offering_id=offering_id,
            name=str(form.get(f"host-{offering_id}", "")),
            lanes=str(form.get("lanes", "")),
        )
        return await self._told(done.error, "staff.office.lent", is_gone=True)

    @rx.event
    @requires_role(*MANAGING)
    async def withdraw(self, host_id: int):
        """Take a host back."""
        done = await self._run(
            hosts.withdraw_host, office_id=await self._office_id(), host_id=known_id(host_id)
        )
        return await self._told(done.error, "staff.office.withdrawn", is_gone=True)

    @rx.event
    @requires_role(*MANAGING)
    async def save_reach(self, form: dict[str, Any]):
        """Keep address and telephone."""
        done = await self._run(page.save_reach, office_id=await self._office_id(), form=form)
        return await self._told(done.error, "staff.office.saved")

    @rx.event
    @requires_role(*MANAGING)
    async def save_texts(self, form: dict[str, Any]):
        """Keep what citizens read of the office."""
        done = await self._run(page.save_texts, office_id=await self._office_id(), form=form)
        return await self._told(done.error, "staff.office.saved")

    @rx.event
    @requires_role(*MANAGING)
    async def save_reviews(self, form: dict[str, Any]):
        """Keep how the office decides applications."""
        done = await self._run(save_review_settings, office_code=await self._office_code(), form=form)
        return await self._told(done.error, "staff.review.saved")

    @rx.event
    @requires_role(*MANAGING)
    async def save_form_window(self, form: dict[str, Any]):
        """Keep when the office takes declarations."""
        done = await self._run(save_form_window, office_code=await self._office_code(), form=form)
        return await self._told(done.error, "staff.form_window.saved")

    @rx.event
    @requires_role(*MANAGING)
    async def put_up(self, form: dict[str, Any]):
        """Put a banner on the office's pages."""
        done = await self._run(banners.put_up, office_id=await self._office_id(), form=form)
        return await self._told(done.error, "staff.office.banner.put_up", is_gone=True)

    @rx.event
    @requires_role(*MANAGING)
    async def take_down(self, banner_id: int):
        """Take a banner down."""
        done = await self._run(
            banners.take_down, office_id=await self._office_id(), banner_id=known_id(banner_id)
        )
        return await self._told(done.error, "staff.office.banner.taken_down", is_gone=True)


def _number(form: dict[str, Any], name: str) -> int:
    """Return a row's id as a form holds it, 0 where it is none."""
    text = str(form.get(name, ""))
    return known_id(int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 0
