"""People of the gallery who look a reservation up without signing in."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import GuestAccess
from hellowork_portal.services.guests import asking, opening, rules
from tests.e2e.cast_of_accounts import Role
from tests.e2e.desk import _write

_ASKED, ANYBODY = table_of(GuestAccess), Principal(address="192.0.2.9")


def ask(number: str) -> str:
    """Ask for a number's code; return the browser's cookie. The code lasts as long as a gallery."""
    asked = {"typed": number, "token": "", "mark": ""}
    token = runtime.run_now(asking.ask_for_code, principal=ANYBODY, **asked)
    its = runtime.read_now(_id_of, hashed=token_hash(token))
    late = {"code_ends_at": clock.now() + timedelta(hours=2)}
    runtime.run_now(_write, table=_ASKED, row_id=its, values=late)
    return token


def _id_of(session: Session, *, hashed: str) -> int | None:
    return session.connection().scalar(_ASKED.select().where(_ASKED.c.cookie_hash == hashed))


def attempt(token: str, code: str) -> None:
    """Type a code into the browser that asked."""
    runtime.run_now(opening.open_access, principal=ANYBODY, token=token, typed=code)


def look_up(number: str) -> str:
    """Return the cookie of a browser that has opened a number."""
    token = ask(number)
    attempt(token, rules.code_of(token_hash(token)))
    return rules.pass_token(token)


class GuestRoles:
    """Roles by the names of these methods; mixed into the cast."""

    role: Callable[[str], Role]
    _newcomer: Callable[[], Role]

    def _guest(self) -> Role:
        """Somebody whose code was right."""
        number = self.role("regular").at["number"]
        return Role({"guest": look_up(number)}, {"number": number})

    def _claimer(self) -> Role:
        """The same in the browser of another account."""
        guest = self._guest()
        return Role(self._newcomer().cookies | guest.cookies, guest.at)

    def _code_asker(self) -> Role:
        """Somebody who waits for a code."""
        return Role({"guest": ask("23456-789AB")})

    def _code_misser(self) -> Role:
        """Somebody who will type a wrong one."""
        return self._code_asker()

    def _code_spender(self) -> Role:
        """Somebody who has typed five."""
        token = ask("23456-789AB")
        for _ in range(rules.TRIES):
            attempt(token, "")
        return Role({"guest": token})
