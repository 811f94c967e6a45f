"""Who is signed in, as the guard has found out; pages read it, services are told it."""

from typing import Any

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.network import network_of
from hellowork_portal.kit.principal import GuestPass, Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, token_hash
from hellowork_portal.services.access.sessions import recognise, touch
from hellowork_portal.services.access.views import SessionView
from hellowork_portal.services.guests.opening import recognise_guest, touch_guest
from hellowork_portal.services.guests.views import GuestView
from hellowork_portal.services.reservations.rules import number_shown, number_typed
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.rights import GUEST, by_itself, public, requires
from hellowork_portal.ui.shell.staff_session import StaffState, watched_staff

watched: dict[str, str] = {}
"""Tabs of this process with a session or a guest's pass: client token → its hash (session_watch)."""


def _hash_in(header: str, name: str) -> str:
    """Return the hash of a cookie's value, empty where the header has none of the name."""
    value = cookies.read(header, name)
    return token_hash(value) if value else ""


class SessionState(rx.State):
    """The session that filled this tree; `_owner` tells whether it is still the cookies'."""

    is_signed_in: bool = False
    name: str = ""
    is_guest: bool = False
    """Whether a reservation is looked at without sign-in; what a signed-in person has beside counts not."""
    guest_number: str = ""
    idle_ends_ms: int = 0
    can_stay: bool = True
    _owner: str = ""
    _session_id: int = 0
    _applicant_id: int = 0
    _is_known: bool = False
    _guest: GuestPass | None = None
    _guest_number: str = ""
    _acting: Principal | None = None
    """The principal of the event that goes on, once it was asked for."""

    async def _recognise(self, *, is_activity: bool = True) -> bool:
        """Bring the tree in line with the cookie; True if it belonged to somebody else and was reset.

        Activity moves the idle end on; a page that asks by itself is none.
        """
        self._acting = None
        header = self.rx_router_headers.raw_headers.get("cookie", "")
        url: Any = self.rx_router_url.href
        if routes.is_staff_side(url.path):
            return await self._recognise_staff(header, is_activity=is_activity)
        hashed = _hash_in(header, cookies.session_name())
        view = await runtime.read(recognise, hashed=hashed) if hashed else None
        guest_hash = _hash_in(header, cookies.guest_name())
        guest = await runtime.read(recognise_guest, hashed=guest_hash) if guest_hash else None
        found = hashed if view else f"guest:{guest_hash}" if guest else ""
        was_reset = await self._belong_to(f"citizen|{found}|{_hash_in(header, cookies.link_name())}")
        self._remember_pass(guest)
        watched_staff.pop(self.rx_router_session.client_token, None)
        if view:
            await self._remember(view, found, is_activity)
        elif guest:
            await self._remember_guest(guest, guest_hash, is_activity)
        else:
            watched.pop(self.rx_router_session.client_token, None)
        return was_reset

    async def _recognise_staff(self, header: str, *, is_activity: bool) -> bool:
        """The same on the staff side, where the citizens' cookie counts for nothing.

        The side is part of the owner: a browser may hold both cookies, a tree never both people.
        """
        staff = await self.get_state(StaffState)
        hashed, view = await staff._look(header)
        behind = [_hash_in(header, name()) for name in (cookies.staff_link_name, cookies.staff_waiting_name)]
        was_reset = await self._belong_to("|".join(["staff", hashed, *behind]))
        watched.pop(self.rx_router_session.client_token, None)
        await staff._remember(view, hashed, is_activity=is_activity)
        return was_reset

    def _was_guest(self) -> bool:
        """Whether this browser has a lookup's cookie and no session's: its pass has ended, or is awaited."""
        header = self.rx_router_headers.raw_headers.get("cookie", "")
        return bool(_hash_in(header, cookies.guest_name())) and not _hash_in(header, cookies.session_name())

    def _has_pass_for(self, number: str) -> bool:
        """Whether a code has opened this very number in this browser."""
        return bool(self._guest) and self._guest_number == number_typed(number)

    def _remember_pass(self, view: GuestView | None) -> None:
        self._guest, self._guest_number = (view.guest, view.number) if view else (None, "")

    async def _remember_guest(self, view: GuestView, hashed: str, is_activity: bool) -> None:
        if view.needs_touch and is_activity:
            view = await runtime.run(touch_guest, hashed=hashed) or view
        watched[self.rx_router_session.client_token] = hashed
        self.is_guest, self.guest_number = True, number_shown(view.number)
        self._show_end(view)

    async def _belong_to(self, owner: str) -> bool:
        """Note whose tree this is; reset all but the language where it was somebody else's.

        The owner is the side of the portal, the session, and the mail link behind which a form is
        filled in: who has neither any more, or another one, finds nothing of it.
        """
        is_others = bool(self._owner) and self._owner != owner
        if is_others:
            language = await self.get_state(Language)
            chosen = language.lang
            self._get_root_state().reset()
            language.lang = chosen
        self._owner = owner
        return is_others

    async def _remember(self, view: SessionView, hashed: str, is_activity: bool) -> None:
        if view.needs_touch and is_activity:
            view = await runtime.run(touch, hashed=hashed) or view
        self._session_id = view.session_id
        watched[self.rx_router_session.client_token] = hashed
        self._applicant_id = view.applicant_id
        if not self.is_signed_in or self.name != view.name:
            self.is_signed_in, self.name = True, view.name
        self._show_end(view)

    def _show_end(self, view: SessionView | GuestView) -> None:
        ends_ms = int(view.idle_ends_at.timestamp() * 1000)
        if ends_ms != self.idle_ends_ms:
            self.idle_ends_ms, self.can_stay = ends_ms, view.can_be_extended

    async def _principal(self) -> Principal:
        """Return the actor for services, made of what the guard found, never of arguments.

        Made once for each event, before which the guard forgets it: pages ask for it with every read.
        """
        language = (await self.get_state(Language)).lang
        known = self.get_value("_acting")
        if known is None or known.language != language:
            known = self._acting = self._made_of(language)
        return known

    def _made_of(self, language: str) -> Principal:
        session = self.rx_router_session
        browser, address = fingerprint(session.client_token), network_of(session.client_ip)
        named = {"language": language, "browser": browser, "address": address, "guest": self._guest}
        if self.is_signed_in:
            return Principal(PrincipalKind.APPLICANT, self._applicant_id, self._session_id, **named)
        return Principal(PrincipalKind.GUEST if self._guest else PrincipalKind.ANONYMOUS, **named)

    @rx.event
    @requires(GUEST)
    async def stay(self):
        """Go on: any event of who is signed in or a guest extends the time, this one does nothing else."""

    @rx.event
    @public
    @by_itself
    async def check(self):
        """Tell a page until when its session lasts, and take it off the screen where it has ended.

        The guard has emptied the tree then. Pages ask by themselves, so this is no activity:
        a tab that was left open must not keep a session alive.
        """
        if self.is_signed_in or self.is_guest:
            return None
        is_guests = self._was_guest()
        return rx.redirect(routes.with_query(routes.LOOKUP, ended=1) if is_guests else routes.SIGNED_OUT)
