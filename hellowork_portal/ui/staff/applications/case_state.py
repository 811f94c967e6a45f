"""One case at its office, and what is done to it."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.text import digits
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.reviews import amounts, deciding, opening
from hellowork_portal.services.reviews.case import case_view
from hellowork_portal.services.reviews.confirming import confirm_claim
from hellowork_portal.services.reviews.errors import CaseUnknown
from hellowork_portal.services.reviews.figures import LONGEST, STRETCHES
from hellowork_portal.services.reviews.rules import day_of
from hellowork_portal.services.reviews.views import CaseView, Stretch
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.attachments import FilesState
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import Outcome
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.staff.applications.state import WORKING

_LONGEST_NUMBER, _MOST_FIELDS, _SPARE_ROWS = 20, 200, 2
_OVERTAKEN = (
    "staff_case_changed",
    "staff_case_not_in_review",
    "staff_case_awaits_approval",
    "staff_nothing_to_approve",
    "staff_decision_outdated",
)


class CaseState(StaffPageState, FilesState, rx.State):
    """The case that the address names; every button acts on that number alone."""

    view: CaseView = CaseView()
    stretches: list[Stretch] = []
    """Rows of days that are not certified: the proposal's, and empty ones to add to."""
    is_missing: bool = False
    done: Words = {}
    done_count: int = 0
    """A success draws the forms anew under this key."""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    person_href: str = ""
    claimant_href: str = ""

    @rx.event
    @requires_role(*WORKING)
    async def open(self):
        """Load it; others' numbers are answered like wrong ones."""
        self.done, self.field_errors, self.summary = {}, {}, []
        await self._load()

    async def _load(self) -> None:
        beside = self._asked("beside")[:_LONGEST_NUMBER]
        found = await self._run(case_view, number=self._number(), beside=beside)
        self.is_missing = isinstance(found.error, CaseUnknown)
        self.view, self.is_loaded = found.value or CaseView(), found.is_good
        if self.view.application_id:
            await self._load_office_files(OwnerKind.APPLICATION, self.view.application_id)
        proposed = self.view.proposal.stretches
        spare = range(len(proposed), min(len(proposed) + _SPARE_ROWS, STRETCHES))
        self.stretches = [*proposed, *(Stretch(turn, "", "", "") for turn in spare)]
        office = await self._office_code()
        person, record = self.view.person.applicant_id, self.view.claimant_id or self.view.may_claim_id
        self.person_href = routes.with_query(routes.STAFF_APPLICANT, office=office, id=person)
        self.claimant_href = routes.with_query(routes.STAFF_CLAIMANT, office=office, id=record or "")

    def _number(self) -> str:
        return self._asked("number")[:_LONGEST_NUMBER]

    def _seen(self, form: dict[str, Any]) -> int:
        """Return the revision that the page was drawn with; a page of before is told that it is."""
        text = str(form.get("seen", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    @rx.event
    @requires_role(*WORKING)
    async def compare(self, number: str):
        """Put another earlier declaration beside this one."""
        asked = {"office": await self._office_code(), "number": self._number()}
        beside = digits(str(number)[:_LONGEST_NUMBER])
        return rx.redirect(routes.with_query(routes.STAFF_APPLICATION, **asked, beside=beside))

    @rx.event
    @requires_role(*WORKING)
    async def begin(self, form: dict[str, Any]):
        """Open it for review."""
        done = await self._run(opening.open_for_review, number=self._number(), seen=self._seen(form))
        await self._show(done, "staff.case.begun")

    @rx.event
    @requires_role(*WORKING)
    async def confirm_claim(self, form: dict[str, Any]):
        """Say that the person may file this day here, though the record does not show it by itself."""
        done = await self._run(confirm_claim, number=self._number(), seen=self._seen(form))
        await self._show(done, "staff.case.was_confirmed")

    @rx.event
    @requires_role(*WORKING)
    async def give_back(self, form: dict[str, Any]):
        """Return it with marks on its fields."""
        marked = [name.removeprefix("field-") for name, on in form.items() if _is_mark(name, on)]
        fields = {name: str(form.get(f"note-{name}", ""))[:LONGEST] for name in marked[:_MOST_FIELDS]}
        done = await self._run(
            opening.return_case,
            number=self._number(),
            seen=self._seen(form),
            fields=fields,
            message=str(form.get("message", ""))[: opening.LONGEST_MESSAGE + 1],
            due_on=day_of(str(form.get("due_on", ""))),
        )
        await self._show(done, "staff.case.was_returned")

    @rx.event
    @requires_role(*WORKING)
    async def keep_amounts(self, form: dict[str, Any]):
        """Keep the amounts in the claimant's record; the proposal is computed anew."""
        done = await self._run(amounts.save_amounts, number=self._number(), seen=self._seen(form), form=form)
        await self._show(done, "staff.case.amounts_kept")

    @rx.event
    @requires_role(*WORKING)
    async def decide(self, form: dict[str, Any]):
        """Decide it as the form says; what is wrong is said at its box, and nothing is lost."""
        done = await self._run(deciding.decide, number=self._number(), seen=self._seen(form), form=form)
        await self._show(done, "staff.case.was_decided", "staff.case.was_proposed")

    @rx.event
    @requires_role(*WORKING)
    async def approve(self, form: dict[str, Any]):
        """Approve the decision that waits."""
        await self._answer(form, is_approved=True)

    @rx.event
    @requires_role(*WORKING)
    async def send_back(self, form: dict[str, Any]):
        """Send the decision that waits back to who decided."""
        await self._answer(form, is_approved=False)

    async def _answer(self, form: dict[str, Any], *, is_approved: bool) -> None:
        done = await self._run(
            deciding.answer_decision,
            number=self._number(),
            turn=self._seen(form),
            is_approved=is_approved,
            reason=str(form.get("answer", ""))[: LONGEST + 1],
        )
        await self._show(done, "staff.case.was_approved", "staff.case.was_sent_back")

    async def _show(self, outcome: Outcome, told: str, otherwise: str = "") -> None:
        """Say what was done beside the case as it is now, or what was wrong."""
        error, way = self.error, self.way
        fields = outcome.error.fields if isinstance(outcome.error, Invalid) else {}
        self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        if outcome.is_good or _is_overtaken(outcome.error):
            await self._load()
        if outcome.is_good:
            said = otherwise if outcome.value is False and otherwise else told
            self.done, self.done_count = in_all(said), self.done_count + 1
        else:
            self.done, self.error, self.way = {}, error, way


def _is_mark(name: str, on: Any) -> bool:
    return name.startswith("field-") and bool(on)


def _is_overtaken(error: PortalError | None) -> bool:
    """Whether the page is older than what has happened: then it is shown as it is now."""
    return error is not None and error.code in _OVERTAKEN
