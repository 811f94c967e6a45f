"""One's own page and particulars."""

from typing import Any

import reflex as rx

from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.particulars import particulars_form
from hellowork_portal.forms.schema import gather, validate
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.words import Words
from hellowork_portal.services.accounts.mailbox import refuses_mail
from hellowork_portal.services.applicants.service import change_profile, profile
from hellowork_portal.services.applicants.views import ProfileView
from hellowork_portal.services.claimants.codes import claim_limits, claim_record
from hellowork_portal.services.reservations.lookup import lookup
from hellowork_portal.services.reservations.views import ReservationRow
from hellowork_portal.services.today.service import next_certification
from hellowork_portal.ui.citizen.apply.coming_state import HasCertification
from hellowork_portal.ui.citizen.waitlist.offers import HasOffers
from hellowork_portal.ui.shell.forms import words_by_field
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import APPLICANT, requires

NO_PROFILE = ProfileView("", "", {}, "")
NO_FORM = FormView([], [], [])
_LONGEST_CODE = 40


class MyState(HasOffers, HasCertification, rx.State):
    """「マイページ」: the next 認定日, coming reservations, particulars, and whether mail arrives."""

    profile: ProfileView = NO_PROFILE
    coming: list[ReservationRow] = []
    particulars: list[ConfirmSection] = []
    refuses_mail: bool = False

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Load everything of one's own."""
        found = await self._read(profile)
        if not found.is_good:
            return
        self.profile = found.value
        self._show_certification((await self._read(next_certification)).value)
        rows = (await self._read(lookup, typed="")).value or []
        self.coming = [row for row in rows if row.is_future]
        self.refuses_mail = bool((await self._read(refuses_mail)).value)
        language = (await self._principal()).language
        answers = validate(particulars_form(), self.profile.typed, clock.day_in_japan(clock.now())).answers
        answers.pop("claimant_number", None)
        self.particulars = confirm_view(particulars_form(), answers, language)
        await self._find_offers()
        self.is_loaded = True


class ProfileState(PageState, rx.State):
    """Changing one's particulars by the same form as at registration."""

    profile: ProfileView = NO_PROFILE
    form: FormView = NO_FORM
    is_saved: bool = False
    code_errors: dict[str, Words] = {}
    claimed_count: int = 0
    """How often a code from the counter has linked the account since the page was opened."""

    @rx.event
    @requires(APPLICANT)
    async def open(self):
        """Show the particulars as they are."""
        self.is_saved, self.code_errors, self.claimed_count = False, {}, 0
        await self._show({}, None)

    async def _show(self, wrong: dict[str, Any], typed: dict[str, Any] | None) -> None:
        found = await self._read(profile)
        if found.is_good:
            self.profile = found.value
            language = (await self._principal()).language
            today = clock.day_in_japan(clock.now())
            raw = self.profile.typed if typed is None else typed
            self.form = form_view(particulars_form(), raw, wrong, language, today)
            self.is_loaded = True

    @rx.event
    @requires(APPLICANT)
    async def claim_record(self, form: dict[str, Any]):
        """Link the account to the office's record for which the counter gave this code."""
        limits, typed = claim_limits(await self._principal()), str(form.get("code", ""))[:_LONGEST_CODE]
        done = await self._run(claim_record, limits=limits, typed=typed)
        fields = done.error.fields if isinstance(done.error, Invalid) else {}
        self.code_errors = words_by_field(fields)
        if done.is_good:
            self.is_saved, self.claimed_count = False, self.claimed_count + 1
            await self._show({}, None)

    @rx.event
    @requires(APPLICANT)
    async def save(self, form: dict[str, Any]):
        """Save, or say at each field what is wrong; what was typed stays."""
        typed = gather(
            particulars_form(), {str(name): str(value) for name, value in list(form.items())[:100]}
        )
        done = await self._run(change_profile, typed=typed)
        self.is_saved = done.is_good
        wrong = dict(done.error.fields) if isinstance(done.error, Invalid) else {}
        await self._show(wrong, None if done.is_good else typed)
