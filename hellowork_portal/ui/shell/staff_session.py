"""Which member of staff is signed in, what they may do, and at which office they work just now."""

from dataclasses import replace

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.network import network_of
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.words import Words
from hellowork_portal.services.staff.offices import office_for, own_offices
from hellowork_portal.services.staff.sessions import recognise, touch
from hellowork_portal.services.staff.views import StaffOffice, StaffSessionView
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.rights import STAFF, by_itself, public, requires

watched_staff: dict[str, str] = {}
"""Signed-in tabs of staff in this process: client token → session hash (session_watch)."""
OFFICE = "office"
"""The name in the address's query under which the chosen office's code stands."""


class StaffState(rx.State):
    """The staff's session as the guard has found it; empty on the citizens' side."""

    is_signed_in: bool = False
    name: str = ""
    roles: list[str] = []
    """Codes of all roles, wherever they hold; rights are checked from `_grants` and from rows."""
    roles_here: list[str] = []
    """Codes of the roles that hold at the office chosen or everywhere, for the navigation."""
    offices: list[StaffOffice] = []
    office_code: str = ""
    office_words: Words = {}
    idle_ends_ms: int = 0
    can_stay: bool = True
    _staff_id: int = 0
    _session_id: int = 0
    _office_id: int = 0
    _grants: frozenset[Grant] = frozenset()

    async def _look(self, header: str) -> tuple[str, StaffSessionView | None]:
        """Return the cookie's session hash and session; empty where it is none (any more)."""
        token = cookies.read(header, cookies.staff_name())
        hashed = token_hash(token) if token else ""
        view = await runtime.read(recognise, hashed=hashed) if hashed else None
        return (hashed, view) if view else ("", None)

    async def _remember(self, view: StaffSessionView | None, hashed: str, *, is_activity: bool) -> None:
        """Take over who is signed in; activity moves the idle end on."""
        token = self.router.session.client_token
        if view is None:
            watched_staff.pop(token, None)
            return
        if view.needs_touch and is_activity:
            view = await runtime.run(touch, hashed=hashed) or view
        watched_staff[token] = hashed
        self._staff_id, self._session_id = view.staff_id, view.session_id
        if not self.is_signed_in or self.name != view.name:
            self.is_signed_in, self.name = True, view.name
        if self._grants != view.grants:
            await self._take_grants(view.grants)
        await self._choose_office()
        ends_ms = int(view.idle_ends_at.timestamp() * 1000)
        if ends_ms != self.idle_ends_ms:
            self.idle_ends_ms, self.can_stay = ends_ms, view.can_be_extended

    async def _take_grants(self, grants: frozenset[Grant]) -> None:
        """Keep what the rows say now and the offices that come with it, all at once.

        A page that is left takes its loading with it wherever that waits: rights kept without their
        offices would leave the tab without any, because nothing would fetch them again.
        """
        acting = replace(await self._principal(), grants=grants)
        offices = await runtime.read(own_offices, principal=acting)
        self._grants, self.offices, self.office_code = grants, offices, ""
        self.roles = sorted({grant.role.value for grant in grants})

    async def _choose_office(self) -> None:
        """Find the office that the address names, else the first of one's own; none for one of others."""
        asked = str(self.router.url.query_parameters.get(OFFICE, ""))
        if asked and asked == self.office_code:
            return
        own = [office for office in self.offices if asked in (office.code, "")]
        office = own[0] if own else await self._any_office(asked)
        self.office_code, self.office_words = (office.code, office.words) if office else ("", {})
        self._office_id = office.id if office else 0
        here = (None, self._office_id)
        self.roles_here = sorted({grant.role.value for grant in self._grants if grant.office_id in here})

    async def _any_office(self, code: str) -> StaffOffice | None:
        """Return the office that a system administrator has chosen among all."""
        if not code:
            return None
        principal, roles = await self._principal(), (Role.SYSTEM_ADMINISTRATOR,)
        try:
            return await runtime.read(office_for, principal=principal, code=code, roles=roles)
        except NotAllowed:
            return None

    def _may(self, roles: tuple[Role, ...]) -> bool:
        """Whether one of the roles holds for the whole country or at the office chosen.

        Every member of staff may where no role is named.
        """
        here = (None, self._office_id) if self._office_id else (None,)
        return not roles or any(Grant(role, office) in self._grants for role in roles for office in here)

    async def _principal(self) -> Principal:
        """Return the actor for services, made of what the guard found, never of arguments."""
        language = (await self.get_state(Language)).lang
        address = network_of(self.router.session.client_ip)
        if not self._staff_id:
            return Principal(language=language, address=address)
        return Principal(
            PrincipalKind.STAFF,
            self._staff_id,
            self._session_id,
            language=language,
            address=address,
            grants=self._grants,
        )

    @rx.event
    @requires(STAFF)
    async def stay(self):
        """Go on: any event of a signed-in person extends the session, this one does nothing else."""

    @rx.event
    @public
    @by_itself
    async def check(self):
        """Take the page off the screen where the session has ended; pages ask this by themselves."""
        return None if self.is_signed_in else rx.redirect(routes.STAFF_SIGNED_OUT)
