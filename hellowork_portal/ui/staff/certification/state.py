"""The calendar of 認定日 and the requests to change one: the year, the day or the request of the address."""

from datetime import date
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.certifications import calendar, office_changes
from hellowork_portal.services.certifications.calendar_rules import Change, Generate, MoveDay, fiscal_year_of
from hellowork_portal.services.certifications.calendar_views import PlanView, YearView
from hellowork_portal.services.certifications.views import OfficeChange, OfficeChanges
from hellowork_portal.ui.shell.attachments import FilesState
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.staff.schedule.base import LONGEST_ASKED, LOOKING, MANAGING, AtOffice

_DECIDE, _BY_RULE = "decide:", "rule"
_MOST_YEARS = 9999
_SAID = ("made", "moved", "approved", "refused")
"""What was done, as the address tells after it: what was typed goes with the old address."""


class CertificationDaysState(AtOffice, FilesState, rx.State):
    """`?year=` a fiscal year, `?make=1` its making; `?day=` a day of the rule, `?to=` where it is to go;
    `?tab=requests` and `?request=` what people have asked for.
    """

    view: YearView = YearView()
    plan: PlanView = PlanView()
    changes: OfficeChanges = OfficeChanges()
    change: OfficeChange = OfficeChange()
    chosen: Words = {}
    """The day that is to be moved, in words."""
    chosen_iso: str = ""
    wanted_iso: str = ""
    is_requests: bool = False

    @rx.event
    @requires_role(*LOOKING)
    async def open(self):
        """Load what the address names."""
        self._forget_words()
        await self._load()
        said = self._asked("said")
        self.done = in_all(f"staff.certification.said.{said}") if said in _SAID else {}

    async def _load(self) -> None:
        self.is_requests = self._asked("tab") == "requests"
        self.plan, self.change, self.chosen = PlanView(), OfficeChange(), {}
        self.chosen_iso = self.wanted_iso = ""
        if self.is_requests:
            await self._load_requests()
        else:
            await self._load_year()

    async def _load_year(self) -> None:
        kept = (self.error, self.way)
        day = _day(self._asked("day"))
        year = self._asked_int("year")
        named = fiscal_year_of(day) if day and not year else min(year, _MOST_YEARS)
        code = await self._office_code()
        found = await self._read(calendar.year_of, office_code=code, fiscal_year=named)
        self.is_loaded = found.is_good
        if not found.is_good:
            return
        self.view, (self.error, self.way) = found.value, kept
        if day is not None:
            self.chosen, self.chosen_iso = of_day(day), day.isoformat()
        self.wanted_iso = self._asked("to")[:LONGEST_ASKED]
        change = self._change()
        if change is not None and self.view.can_change and not self.error:
            shown = await self._run(calendar.preview, office_code=code, change=change)
            self.plan = shown.value or PlanView()

    def _change(self) -> Change | None:
        """Return the change that the address names, None where it names none."""
        if self._asked("make"):
            return Generate(self.view.fiscal_year)
        day, to = _day(self._asked("day")), self._asked("to")
        if day is None or not to:
            return None
        if to == _BY_RULE:
            return MoveDay(day, None)
        wanted = _day(to)
        return MoveDay(day, wanted) if wanted else None

    async def _load_requests(self) -> None:
        kept = (self.error, self.way)
        code = await self._office_code()
        found = await self._run(office_changes.office_changes, office_code=code)
        self.is_loaded = found.is_good
        self.changes = found.value or OfficeChanges()
        request_id = self._asked_int("request")
        if request_id and found.is_good:
            one = await self._run(office_changes.office_change, request_id=request_id)
            self.change = one.value or OfficeChange()
            if one.is_good:
                await self._load_office_files(OwnerKind.DAY_CHANGE, request_id)
        if any(kept):
            self.error, self.way = kept if kept[0] else (self.error, self.way)

    @rx.event
    @requires_role(*MANAGING)
    async def look(self, form: dict[str, Any]):
        """Go on to what another day would mean."""
        asked = {name: str(form.get(name, ""))[:LONGEST_ASKED] for name in ("day", "to")}
        return rx.redirect(await self._address(routes.STAFF_CERTIFICATION_DAYS, **asked))

    @rx.event
    @requires_role(*MANAGING)
    async def apply(self, form: dict[str, Any]):
        """Do what was shown in this tab; a tab that has shown nothing shows it first."""
        change = self._change()
        if change is None or not self.plan.fingerprint:
            await self._load()
            return rx.set_focus("page-title")
        done = await self._run(
            calendar.apply,
            office_code=await self._office_code(),
            change=change,
            fingerprint=self.plan.fingerprint,
            decisions={
                name.removeprefix(_DECIDE): str(value)[:LONGEST_ASKED]
                for name, value in form.items()
                if name.startswith(_DECIDE)
            },
        )
        return await self._applied(done.error, change)

    async def _applied(self, error: Any, change: Change) -> Any:
        if error is not None:
            kept = (self.error, self.way)
            self.error, self.way = {}, self.way
            await self._load_year()
            self.error, self.way = kept
            return rx.set_focus("page-title")
        year = change.fiscal_year if isinstance(change, Generate) else fiscal_year_of(change.cycle_on)
        said = {"year": year, "said": "made" if isinstance(change, Generate) else "moved"}
        return rx.redirect(await self._address(routes.STAFF_CERTIFICATION_DAYS, **said))

    @rx.event
    @requires_role(*LOOKING)
    async def approve(self, form: dict[str, Any]):
        """Give the person the day of the form."""
        return await self._answer(office_changes.approve_change, form, "approved")

    @rx.event
    @requires_role(*LOOKING)
    async def refuse(self, form: dict[str, Any]):
        """Leave the day as it is, with the reason of the form."""
        return await self._answer(office_changes.refuse_change, form, "refused")

    async def _answer(self, command: Any, form: dict[str, Any], told: str) -> Any:
        done = await self._run(command, request_id=self._asked_int("request"), form=form)
        if self._say_errors(done.error):
            return None if self.summary else rx.set_focus("page-title")
        address = {"tab": "requests", "said": told}
        return rx.redirect(await self._address(routes.STAFF_CERTIFICATION_DAYS, **address))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:LONGEST_ASKED])
    except ValueError:
        return None
