"""A file of claimants: what is wrong with it, what taking it would do, and taking it."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.claimants.errors import FileFaulty
from hellowork_portal.services.claimants.importing import import_view, take_file
from hellowork_portal.services.claimants.views import ImportView
from hellowork_portal.ui.shell.rights import requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

_FILE_ERRORS = {
    "staff_file_empty": (),
    "staff_file_too_big": ("most",),
    "staff_file_too_long": ("most",),
    "staff_file_no_text": (),
    "staff_file_encoding": (),
    "staff_file_quotes": ("line",),
    "staff_file_column_twice": ("column",),
    "staff_file_column_missing": ("column",),
    "not_allowed": (),
}
"""What an upload can be refused for, and the values that its sentence has; they stand in the address."""
_LONGEST = 60


class ImportState(StaffPageState, rx.State):
    """The file that the address names; without one the form that sends it (web/claimant_files)."""

    view: ImportView = ImportView()
    office: str = ""
    done: Words = {}
    list_href: str = ""

    @rx.event
    @requires_role(Role.OFFICE_MANAGER)
    async def open(self):
        """Show the kept file, or why one was not kept."""
        self.done, self.view, self.office = {}, ImportView(), await self._office_code()
        self.list_href = routes.at_office(routes.STAFF_CLAIMANTS, self.office)
        if self._asked("id"):
            await self._load()
        code = self._asked("error")
        if code in _FILE_ERRORS:
            self.error = in_all(
                f"error.{code}", **{name: self._asked(name)[:_LONGEST] for name in _FILE_ERRORS[code]}
            )
        self.is_loaded = True

    async def _load(self) -> None:
        found = await self._run(import_view, office_code=self.office, import_id=self._asked_int("id"))
        self.view = found.value or ImportView()

    @rx.event
    @requires_role(Role.OFFICE_MANAGER)
    async def take(self):
        """Take the file whole; a second click tells that it was taken."""
        self.office = await self._office_code()
        done = await self._run(take_file, office_code=self.office, import_id=self._asked_int("id"))
        if done.is_good:
            self.view = done.value
            counts = {"new": done.value.new, "changed": done.value.changed, "same": done.value.same}
            is_first = any(counts.values())
            self.done = (
                in_all("staff.import.taken", **counts) if is_first else in_all("staff.import.was_taken")
            )
        elif isinstance(done.error, FileFaulty):
            error = self.error
            await self._load()
            self.error = error
