"""The people of the office chosen, or those with roles for the whole country; what is done to them."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.staff.handover import hand_over, handovers_of
from hellowork_portal.services.staff.invitations import invitation_limits, invite
from hellowork_portal.services.staff.leaving import close_account, end_role, reset_access
from hellowork_portal.services.staff.offices import offices_to_choose
from hellowork_portal.services.staff.people import people_of
from hellowork_portal.services.staff.views import HandoverLine, PeopleView, StaffOffice
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.page_state import known_id
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.shell.ways_on import WayOn

LOOK_AFTER = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)
NATIONAL = "national"
_LONGEST_MAIL, _LONGEST_WORDS = 300, 60


class PeopleState(StaffPageState, rx.State):
    """Members of one office (`?office=`), or of none (`?scope=national`, for system administrators)."""

    view: PeopleView = PeopleView("", {})
    handovers: list[HandoverLine] = []
    is_unknown: bool = False
    """The address names an office that is not there: nobody's list is shown, and nobody is invited."""
    is_choosing: bool = False
    """A system administrator who has named no office chooses one first; nobody's list is shown."""
    is_administrator: bool = False
    asked_office: str = ""
    asked_scope: str = ""
    """What the address names, for a search that the browser sends by itself."""
    offices: list[StaffOffice] = []
    asked_words: str = ""
    done: Words = {}
    done_count: int = 0
    """A success empties the form: it is drawn anew under this key."""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def open(self):
        """Load the list, and for a system administrator the offices to choose from."""
        self.done, self.field_errors, self.summary = {}, {}, []
        roles = (await self.get_state(StaffState)).roles
        self.is_administrator = Role.SYSTEM_ADMINISTRATOR.value in roles
        self.asked_words = self._asked("q")[:_LONGEST_WORDS]
        self.asked_office = self._asked(OFFICE)[:_LONGEST_WORDS]
        self.asked_scope = NATIONAL if self._asked("scope") == NATIONAL else ""
        if self.is_administrator:
            found = await self._read(offices_to_choose, words=self.asked_words)
            self.offices = found.value or []
        await self._load()

    @rx.event
    @requires_role(Role.SYSTEM_ADMINISTRATOR)
    async def find(self, form: dict[str, Any]):
        """Look for an office by its name; the words stand in the address, beside whose list is shown."""
        shown = {OFFICE: self._asked(OFFICE)[:_LONGEST_WORDS], "scope": self._asked("scope")[:_LONGEST_WORDS]}
        words = str(form.get("q", ""))[:_LONGEST_WORDS]
        return rx.redirect(routes.with_query(routes.STAFF_PEOPLE, **shown, q=words))

    async def _load(self) -> None:
        code = await self._list_of()
        self.is_choosing = code is None and not self._asked(OFFICE)
        self.is_unknown = code is None and not self.is_choosing
        self.handovers = []
        if self.is_choosing:
            self.view, self.is_loaded = PeopleView("", {}), True
            return
        if code is None:
            self.view, self.is_loaded = PeopleView("", {}), False
            self.error, self.way = in_all("staff.people.unknown"), WayOn()
            return
        found = await self._read(people_of, office_code=code)
        if found.is_good:
            self.view = found.value
        self.is_loaded = found.is_good
        if code and found.is_good:
            self.handovers = (await self._read(handovers_of, office_code=code)).value or []

    async def _list_of(self) -> str | None:
        """Return the code of the office shown, nothing for the whole country, None where none is chosen."""
        if self._asked("scope") == NATIONAL:
            return ""
        return await self._office_code() or None

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def invite(self, form: dict[str, Any]):
        """Invite somebody to the office of the list; from the country's list to a role for all of it."""
        place = await self._list_of()
        if place is None:
            return await self._load()
        mail, code = str(form.get("mail_address", ""))[:_LONGEST_MAIL], str(form.get("role", ""))
        if code not in tuple(Role):
            code = Role.COUNSELLOR.value
        role, staff = Role(code), await self.get_state(StaffState)
        office_id = staff._office_id if place else None
        limits = invitation_limits(await self._principal(), mail)
        done = await self._run(invite, limits=limits, mail_address=mail, role=role, office_id=office_id)
        if await self._went_well(done.error):
            self.done = _invited(self.view, done.value, role)
        return None

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def end_role(self, role_id: int):
        """Take a role away."""
        done = await self._run(end_role, role_id=known_id(role_id))
        await self._show(done.error, "staff.people.role_ended")

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def begin_anew(self, staff_id: int):
        """Let somebody set password and authenticator up anew."""
        done = await self._run(reset_access, staff_id=known_id(staff_id))
        await self._show(done.error, "staff.people.was_reset")

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def close(self, staff_id: int):
        """Close an account."""
        done = await self._run(close_account, staff_id=known_id(staff_id))
        await self._show(done.error, "staff.people.was_closed")

    @rx.event
    @requires_role(*LOOK_AFTER)
    async def hand_over(self, form: dict[str, Any]):
        """Pass on what somebody has ahead at the office of the list, to a colleague or to nobody yet."""
        ids: dict[str, Any] = {name: _typed_id(form.get(name)) for name in ("staff_id", "to_id")}
        done = await self._run(hand_over, office_code=await self._list_of() or "", **ids)
        if await self._went_well(done.error):
            self.done = in_all("staff.people.handed_over", count=done.value)

    async def _show(self, error: PortalError | None, told: str) -> None:
        """Say what was done beside the list as it is now, or what was wrong."""
        if await self._went_well(error):
            self.done = in_all(told)

    async def _went_well(self, error: PortalError | None) -> bool:
        """Load the list anew and empty the form, or say what was wrong and keep what was typed."""
        fields = error.fields if isinstance(error, Invalid) else {}
        self.field_errors, self.summary, self.done = words_by_field(fields), error_lines(fields), {}
        if error is not None:
            return False
        await self._load()
        self.done_count += 1
        return True


def _typed_id(value: object) -> int:
    text = str(value or "")[:12]
    return known_id(int(text)) if text.isascii() and text.isdigit() else 0


def _invited(view: PeopleView, staff_id: int, role: Role) -> Words:
    """Say who has been invited, or has the role from now on, and where; nothing where they are gone again."""
    line = next((one for one in view.members if one.staff_id == staff_id), None)
    if line is None:
        return {}
    who = in_all("staff.people.named", name=line.name, mail=line.mail_address) if line.name else None
    where = view.office or in_all("staff.people.whole_country")
    return in_all(
        "staff.people.role_given" if line.is_active else "staff.people.invited",
        who=who or line.mail_address,
        role=in_all("staff.role.at", role=in_all(f"staff.role.{role.value}"), office=where),
    )
