"""The steps of a booking: terms, 支給番号, form, check, completion."""

from typing import Any

import reflex as rx

from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.markdown import Block, blocks
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.services.applicants.service import state_claimant_number
from hellowork_portal.services.reservations import answers, errors, holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.ui.citizen.reserve.hold_page import HoldPage
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import APPLICANT, requires

NO_FORM = FormView([], [], [])


class TermsState(HoldPage, rx.State):
    """Step 2: the procedure's terms."""

    terms: list[Block] = []
    must_agree: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show the terms; a booking that is done already shows its completion."""
        self.must_agree = False
        if not await self._find_hold():
            return None
        if self.hold.is_confirmed:
            return self._done()
        found = await self._read(answers.terms_of_hold, hold_id=self._hold_id())
        language = (await self._principal()).language
        self.terms = blocks(found.value.get(language) or found.value["ja"]) if found.is_good else []
        return None

    @rx.event
    @requires(APPLICANT)
    async def agree(self, form: dict[str, Any]):
        """Go on only with the tick."""
        self.must_agree = not form.get("agree")
        if self.must_agree:
            return rx.set_focus("agree")
        if not await self._find_hold():
            return None
        agreed = await self._run(holds.agree_terms, hold_id=self._hold_id())
        if not agreed.is_good:
            return None
        return self._step(routes.RESERVE_NUMBER if self.hold.needs_number else routes.RESERVE_FORM)


class NumberState(HoldPage, rx.State):
    """The 支給番号, where a procedure needs one that the account does not have."""

    typed: str = ""
    field_error: Words = {}

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show the box; who has a number already goes on."""
        self.field_error = {}
        if not await self._find_hold():
            return None
        if self.hold.is_confirmed:
            return self._done()
        return None if self.hold.needs_number else self._step(routes.RESERVE_FORM)

    @rx.event
    @requires(APPLICANT)
    async def save(self, form: dict[str, Any]):
        """Keep the number with the account and go on to the form."""
        self.typed = str(form.get("claimant_number", ""))[:200]
        kept = await self._run(state_claimant_number, typed=self.typed)
        if isinstance(kept.error, Invalid):
            self.field_error = of_error(next(iter(kept.error.fields.values())))
        return self._step(routes.RESERVE_FORM) if kept.is_good else None


class FormState(HoldPage, rx.State):
    """Step 3: the procedure's form, drawn from data; every box is kept when it is left."""

    form: FormView = NO_FORM
    is_shown: bool = False
    is_saved: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show the form with what was typed so far."""
        self.is_saved = False
        if not await self._find_hold():
            return None
        if self.hold.is_confirmed:
            return self._done()
        if not self.hold.has_agreed:
            return self._step(routes.RESERVE_TERMS)
        if self.hold.needs_number:
            return self._step(routes.RESERVE_NUMBER)
        await self._show({})
        return None

    async def _show(self, wrong: dict[str, Any]) -> None:
        found = await self._read(answers.hold_form, hold_id=self._hold_id(), errors=wrong)
        if found.is_good:
            self.form, self.is_shown = found.value, True

    @rx.event
    @requires(APPLICANT)
    async def keep(self, name: str, value: str):
        """Keep one box; where a rule reads it, draw the form anew."""
        box = {str(name)[:90]: str(value)}
        kept = await self._run(holds.keep_draft, hold_id=self._hold_id(), typed=box)
        self.is_saved = kept.is_good
        if str(name).split(".")[0] in self.form.watched_ids:
            await self._show({})

    @rx.event
    @requires(APPLICANT)
    async def check(self, form: dict[str, Any]):
        """「確認へ進む」: keep everything, then go on or say at each field what is wrong."""
        boxes = {str(name)[:90]: _text(value) for name, value in list(form.items())[:200]}
        await self._run(holds.keep_draft, hold_id=self._hold_id(), typed=boxes)
        checked = await self._read(answers.check_form, hold_id=self._hold_id())
        if checked.is_good:
            return self._step(routes.RESERVE_CONFIRM)
        if isinstance(checked.error, Invalid):
            await self._show(dict(checked.error.fields))
        await self._find_hold()
        return None


def _text(value: Any) -> str:
    """Return a box's value as the browser's own form post would send it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return str(value)


class ConfirmState(HoldPage, rx.State):
    """Step 4: 「予約内容を確認」 and 「申込み」."""

    sections: list[ConfirmSection] = []

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show everything as it will be sent; who has not filled the form in goes back to it."""
        self.is_lost, self.gives_up = False, 0
        if not await self._find_hold():
            return None
        if self.hold.is_confirmed:
            return self._done()
        shown = await self._read(answers.confirm_form, hold_id=self._hold_id())
        if not shown.is_good or not self.hold.has_agreed or self.hold.needs_number:
            return self._step(routes.RESERVE_FORM)
        self.sections = shown.value
        return None

    @rx.event
    @requires(APPLICANT)
    async def submit(self, gives_up: int):
        """「申込み」: one reservation, whatever is clicked how often.

        A late one that would end a seat won by waiting says so first (`gives_up` names that seat).
        """
        hold_id, given_up = self._hold_id(), known_id(gives_up)
        done = await self._run(confirm_reservation, hold_id=hold_id, gives_up=given_up)
        if done.is_good:
            return rx.redirect(routes.with_query(routes.RESERVE_DONE, number=done.value))
        if self._is_asked(done.error):
            return None
        if isinstance(done.error, errors.SeatLost | errors.SlotFull | errors.SlotNotOffered):
            await self._offer_nearest()
        elif isinstance(done.error, Invalid):
            return self._step(routes.RESERVE_FORM)
        return None
