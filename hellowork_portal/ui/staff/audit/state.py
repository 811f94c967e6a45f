"""The audit: what is looked for stands in the address; looking is itself recorded by the service."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.audit.asking import Asked, find_entries
from hellowork_portal.services.audit.standing import chain_standing
from hellowork_portal.services.audit.views import AuditPage, ChainView, Place
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.shell.ways_on import WayOn

READERS = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)
BOXES = ("since", "until", "actor_kind", "actor", "action", "subject_kind", "subject")
_LONGEST = 80


class AuditState(StaffPageState, rx.State):
    """One page of entries; an office's (`?office=`), or everything for system administrators."""

    asked: dict[str, str] = {}
    """What the form shows: the boxes by name, as the address has them."""
    found: AuditPage = AuditPage()
    chain: ChainView = ChainView()
    is_narrowed: bool = False
    is_later_page: bool = False
    is_everywhere: bool = False
    """No office is chosen: a system administrator reads everything."""
    has_choice: bool = False
    """A system administrator, who may go from an office's records to everybody's."""
    next_href: str = ""
    first_href: str = ""
    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []

    @rx.event
    @requires_role(*READERS)
    async def open(self):
        """Load what the address asks for."""
        self.asked = {name: self._asked(name)[:_LONGEST] for name in BOXES}
        self.is_narrowed = any(self.asked.values())
        staff = await self.get_state(StaffState)
        self.has_choice = Role.SYSTEM_ADMINISTRATOR.value in staff.roles
        code = await self._office_code()
        self.is_everywhere = not code
        self.found, self.is_loaded = AuditPage(), False
        self.field_errors, self.summary = {}, []
        if self._asked(OFFICE) and not code:
            self.error, self.way = in_all("staff.audit.unknown_office"), WayOn()
            return
        await self._load(code)

    async def _load(self, code: str) -> None:
        place = _place(self._asked("after"))
        chain = await self._read(chain_standing, office_code=code)
        if not chain.is_good:
            return
        self.chain = chain.value
        found = await self._run(find_entries, asked=Asked(**self.asked), office_code=code, after=place)
        if isinstance(found.error, Invalid):
            fields = found.error.fields
            self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        if found.is_good:
            self.found = found.value
        self.is_loaded = found.is_good or isinstance(found.error, Invalid)
        self.is_later_page = place is not None
        self.first_href = routes.with_query(routes.STAFF_AUDIT, office=code, **self.asked)
        end = self.found.next
        after = f"{end.at.timestamp():.6f}_{end.id}" if end else ""
        self.next_href = (
            routes.with_query(routes.STAFF_AUDIT, office=code, **self.asked, after=after) if end else ""
        )

    @rx.event
    @requires_role(*READERS)
    async def search(self, form: dict[str, Any]):
        """「検索」: what is looked for goes into the address."""
        typed = {name: str(form.get(name, "")).strip()[:_LONGEST] for name in BOXES}
        return rx.redirect(routes.with_query(routes.STAFF_AUDIT, office=await self._office_code(), **typed))


def _place(text: str) -> Place | None:
    """Return where a page begins, as the address has it; None where it has none or a forged one."""
    at, _, row_id = text.partition("_")
    if not (row_id.isascii() and row_id.isdigit()):
        return None
    try:
        place = Place(datetime.fromtimestamp(float(at), UTC), int(row_id))
    except (ValueError, OverflowError, OSError):
        return None
    return place if 0 <= place.id < 2**31 else None
