"""What the states of a schedule's screens share: the office of the address, errors at their boxes."""

from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words
from hellowork_portal.ui.components.fields import ErrorLine
from hellowork_portal.ui.shell.forms import error_lines, words_by_field
from hellowork_portal.ui.shell.staff_page_state import StaffPageState
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState

LOOKING = (Role.OFFICE_MANAGER, Role.COUNSELLOR)
MANAGING = (Role.OFFICE_MANAGER,)
LONGEST_ASKED = 40


class AtOffice(StaffPageState, mixin=True):
    """Mixin: what is acted on is the office of the address, checked by guard and service."""

    field_errors: dict[str, Words] = {}
    summary: list[ErrorLine] = []
    done: Words = {}
    form_count: int = 0
    """A form is drawn anew under this key when what it holds has been taken."""

    async def _office_id(self) -> int:
        return (await self.get_state(StaffState))._office_id

    def _forget_words(self) -> None:
        """Take away what was said of the last try."""
        self.field_errors, self.summary, self.done = {}, [], {}

    def _say_errors(self, error: PortalError | None) -> bool:
        """Say wrong boxes at their place; return whether there was an error at all."""
        fields = error.fields if isinstance(error, Invalid) else {}
        self.field_errors, self.summary = words_by_field(fields), error_lines(fields)
        self.done = {}
        return error is not None

    async def _address(self, route: str, **values: object) -> str:
        """Return a page of the staff side at the office of the address."""
        return routes.with_query(route, **{OFFICE: await self._office_code(), **values})
