"""Reports: which days, which office, which procedure stand in the address; charts are made of the lines."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.reports.service import WORTHS, AskedReport, report_of
from hellowork_portal.services.reports.views import LeadLine, ReportLine, ReportView
from hellowork_portal.ui.components.charts import Bar, bars_of
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.shell.ways_on import WayOn

READERS = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)
BOXES = ("since", "until", "procedure", "sort")
_LONGEST = 20


class ReportsState(StaffPageState, rx.State):
    """The report of an office (`?office=`), or the comparison of all for system administrators."""

    view: ReportView = ReportView()
    asked: dict[str, str] = {}
    """What the form shows; days that the address does not have are those that were taken."""
    procedure_bars: list[Bar] = []
    weekday_bars: list[Bar] = []
    hour_bars: list[Bar] = []
    lead_bars: list[Bar] = []
    office_bars: list[Bar] = []
    is_everywhere: bool = False
    has_choice: bool = False
    is_empty: bool = False
    """Nothing was offered, booked or looked for on these days."""
    previous_href: str = ""
    next_href: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires_role(*READERS)
    async def open(self):
        """Load what the address asks for."""
        self.asked = {name: self._asked(name)[:_LONGEST] for name in BOXES}
        if self.asked["sort"] not in WORTHS:
            self.asked["sort"] = "booked"
        self.field_errors, self.summary, self.is_loaded = {}, [], False
        self.has_choice = Role.SYSTEM_ADMINISTRATOR.value in (await self.get_state(StaffState)).roles
        code = await self._office_code()
        self.is_everywhere = not code
        if self._asked(OFFICE) and not code:
            self.error, self.way = in_all("staff.audit.unknown_office"), WayOn()
            return
        asked = AskedReport(**self.asked, page=self._asked("page")[:_LONGEST])
        found = await self._read(report_of, asked=asked, office_code=code)
        if isinstance(found.error, Invalid):
            fields = found.error.fields
            self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        self._show(found.value or ReportView(), code)
        self.is_loaded = found.is_good or isinstance(found.error, Invalid)

    def _show(self, view: ReportView, code: str) -> None:
        """Take a report over, and draw it."""
        self.view = view
        if view.since:
            self.asked = self.asked | {"since": view.since, "until": view.until}
        self.procedure_bars, self.weekday_bars = _bars(view.procedures), _bars(view.weekdays)
        self.hour_bars, self.office_bars = _bars(view.hours), _bars(view.offices)
        self.lead_bars = _lead_bars(view.leads)
        self.is_empty = not (view.total.offered or view.total.booked or view.total.refused)
        self.previous_href = self._page(code, view.page - 1) if view.page > 1 else ""
        self.next_href = self._page(code, view.page + 1) if view.page < view.pages else ""

    def _page(self, code: str, number: int) -> str:
        return routes.with_query(routes.STAFF_REPORTS, office=code, **self.asked, page=number)

    @rx.event
    @requires_role(*READERS)
    async def show(self, form: dict[str, Any]):
        """「この条件で集計する」: what is asked for goes into the address."""
        typed = {name: str(form.get(name, "")).strip()[:_LONGEST] for name in BOXES}
        return rx.redirect(routes.with_query(routes.STAFF_REPORTS, office=await self._office_code(), **typed))


def _bars(lines: Sequence[ReportLine]) -> list[Bar]:
    """Return a bar per line: what became of the seats taken, in the frame of those offered."""
    return bars_of(
        [
            (
                one.name,
                f"{one.attended + one.open + one.no_show:,} / {one.offered:,}",
                _parts(one),
                one.offered,
            )
            for one in lines
        ]
    )


def _parts(line: ReportLine) -> dict[str, int]:
    return {"attended": line.attended, "open": line.open, "no_show": line.no_show}


def _lead_bars(lines: Sequence[LeadLine]) -> list[Bar]:
    return bars_of([(one.name, f"{one.count:,}", {"attended": one.count}, 0) for one in lines])
