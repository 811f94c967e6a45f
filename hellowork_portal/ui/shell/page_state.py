"""What states of pages share: the principal, errors in words, the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import reflex as rx

from hellowork_portal import runtime
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.shell.ways_on import WayOn, way_on

T = TypeVar("T")


_LARGEST_ID = 2**31 - 1


def known_id(value: object) -> int:
    """Return a row's id as a browser sent it, 0 where it cannot be one (PostgreSQL's integers end at 2³¹)."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _LARGEST_ID else 0


@dataclass(frozen=True)
class Outcome:
    """What a command gave: a value, or the error that was shown."""

    value: Any = None
    error: PortalError | None = None

    @property
    def is_good(self) -> bool:
        """Whether the command went through."""
        return self.error is None


class PageState(rx.State, mixin=True):
    """Mixin of page states: calls services, shows errors in words beside the page's title."""

    error: Words = {}
    way: WayOn = WayOn()
    """The nearest way on from the error."""
    is_loaded: bool = False

    async def _principal(self) -> Principal:
        return await (await self.get_state(SessionState))._principal()

    async def _run(
        self, command: Callable[..., T], /, *, limits: list[tuple[str, str]] | None = None, **args: Any
    ) -> Outcome:
        """Run a command as this page's principal; an error is kept in `error` and returned."""
        return await self._try(runtime.run, command, limits, args)

    async def _read(
        self, query: Callable[..., T], /, *, limits: list[tuple[str, str]] | None = None, **args: Any
    ) -> Outcome:
        """Run a query as this page's principal; an error is kept in `error` and returned."""
        return await self._try(runtime.read, query, limits, args)

    async def _read_together(self, query: Callable[..., T], /, **args: Any) -> Outcome:
        """Run a query that says the same to everybody, once for all who ask at this moment."""
        return await self._try(runtime.read_together, query, None, args)

    async def _try(
        self, way: Any, command: Any, limits: list[tuple[str, str]] | None, args: dict[str, Any]
    ) -> Outcome:
        self.error, self.way = {}, WayOn()
        try:
            if limits:
                await runtime.spend(limits)
            if "principal" in runtime.wishes(command):
                args["principal"] = await self._principal()
            return Outcome(await way(command, **args))
        except PortalError as error:
            self._show_error(error)
            return Outcome(error=error)

    def _show_error(self, error: PortalError) -> None:
        """Say an error above the page with the nearest way on; wrong fields say it themselves."""
        self.error, self.way = ({} if isinstance(error, Invalid) else of_error(error)), way_on(error)

    def _asked(self, name: str) -> str:
        """Return a value of the address's query, empty where it is missing."""
        # `router` would put the whole of it together anew for each value.
        url: Any = self.rx_router_url.href
        return str(url.query_parameters.get(name, ""))

    def _asked_int(self, name: str) -> int:
        """Return a whole number of the address's query, 0 where it is missing or not one."""
        text = self._asked(name)
        return known_id(int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 0
