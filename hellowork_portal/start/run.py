"""`make run`: everything on one machine, on loopback, ended by one Ctrl-C."""

import json
import urllib.request
from collections.abc import Mapping
from urllib.error import URLError

from hellowork_portal.start import environment, frontend
from hellowork_portal.start.addresses import HOST, Addresses, answers, chosen_addresses
from hellowork_portal.start.children import CLI, Part, parts, settings_of
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import PYTHON, data_dir
from hellowork_portal.start.prepared import is_prepared, note_prepared
from hellowork_portal.start.supervisor import Supervisor
from hellowork_portal.start.words import tell, words
from hellowork_portal.start.work import Work, do

_BROKEN_SETTING = 2
"""The exit code by which the portal says that a setting is broken."""


def run() -> None:
    """Make, prepare, start and look after the portal until Ctrl-C."""
    addresses = chosen_addresses()
    with Household() as house:
        environment.make(house, environment.RUNNING)
        children = settings_of(addresses)
        supervisor, later = Supervisor(house, children), parts(addresses)
        if frontend.is_built(children):
            early, later = _divided(later, is_prepared(children))
            supervisor.start(early)
        else:
            do(house, _check(children))
        frontend.build(house, children, frontend.WEB, _preparation(children))
        note_prepared(children)
        tell("starting")
        supervisor.start(later)
        supervisor.watch(lambda: is_ready(addresses), lambda: _announce(addresses))


def _divided(every: list[Part], has_tables: bool) -> tuple[list[Part], list[Part]]:
    """Return which parts start beside the preparation, which keeps one core busy, and which after it.

    Beside a build, which keeps all of them busy, nothing starts.
    """
    early = [part for part in every if part.is_apart or has_tables]
    return early, [part for part in every if part not in early]


def _preparation(children: Mapping[str, str]) -> Work:
    """Return the preparation, which checks the settings by itself before it begins."""
    command = [PYTHON, "-m", CLI, "prepare"]
    return Work("prepare", command, children, is_shown=True, refusal=_BROKEN_SETTING)


def _check(children: Mapping[str, str]) -> Work:
    """Return the check that must come before a build: a broken setting would break that first, unreadably."""
    return Work("settings", [PYTHON, "-m", CLI, "check-settings"], children, refusal=_BROKEN_SETTING)


def is_ready(addresses: Addresses) -> bool:
    """Whether every part listens and the portal answers."""
    if not all(
        answers(port) for port in (addresses.portal, addresses.smtp, addresses.mailbox, addresses.zoom)
    ):
        return False
    try:
        with urllib.request.urlopen(f"http://{HOST}:{addresses.portal}/ping", timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def _announce(addresses: Addresses) -> None:
    tell("ready")
    print()
    print(words("portal_at", url=addresses.public_url))
    print(words("mailbox_at", url=f"http://{HOST}:{addresses.mailbox}"))
    accounts = data_dir() / "demonstration.json"
    if accounts.exists():
        print(words("accounts"))
        for account in json.loads(accounts.read_text(encoding="utf-8")):
            print(f"    {account['mail']}  {account['password']}  {account['who']}")
    staff = data_dir() / "demonstration-staff.json"
    if staff.exists():
        print(words("staff_accounts", url=f"{addresses.public_url}/staff"))
        for account in json.loads(staff.read_text(encoding="utf-8")):
            print(f"    {account['mail']}  {account['password']}  {account['secret']}  {account['who']}")
        print(words("staff_codes"))
    print(words("how_to_end"), flush=True)
