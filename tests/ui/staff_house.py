"""The house with its staff: two offices, and events from pages of the staff side."""

import json
from typing import Any

from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Office, StaffMember, StaffRole
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.ui.shell.staff_session import StaffState
from tests.factories import NOW, make_office, make_staff
from tests.ui.house import House

A, B = "13010", "HW27-001"


class StaffHouse(House):
    """Offices A and B; `manager` and `counsellor` work at A, `other` at B."""

    def __init__(self, app: Any, url: str) -> None:
        super().__init__(app, url)
        self.manager, self.counsellor, self.other = self.desk.do(self._people)

    def _people(self, db: Session) -> tuple[int, int, int]:
        a = db.connection().execute(select(table_of(Office).c.id)).scalar_one()
        b = make_office(db, B, name="大阪東").id
        people = (
            make_staff(db, "manager@example.jp", Role.OFFICE_MANAGER, a, name="所長 花子"),
            make_staff(db, "counsellor@example.jp", Role.COUNSELLOR, a, name="相談 太郎"),
            make_staff(db, "other-office@example.jp", Role.COUNSELLOR, b, name="大阪 次郎"),
        )
        return tuple(member.id or 0 for member in people)  # type: ignore[return-value]

    def enter(self, staff_id: int) -> str:
        """Open a session of the staff side; return the browser's cookie header."""
        token, _ = self.desk.do(open_session, staff_id, old_token="", agent="", now=NOW)
        return f"staff={token}"

    def role_of(self, staff_id: int) -> int:
        """Return the id of somebody's role."""
        return self.desk.rows(StaffRole, staff_member_id=staff_id)[0].id

    def there(self) -> str:
        """Return every row of staff and their roles, as one text."""
        rows = [tuple(row) for model in (StaffMember, StaffRole) for row in self.desk.rows(model)]
        return json.dumps(rows, default=str)

    async def staff_state_of(self, tab: str) -> StaffState:
        """Return the staff's session state that the server keeps for a tab."""
        context: Any = self.processor._root_context
        root = await context.state_manager.get_state(BaseStateToken(ident=tab, cls=State))
        return await root.get_state(StaffState)
