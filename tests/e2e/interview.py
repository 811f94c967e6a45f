"""The interview itself, in the Zoom stand-in: waiting room, a host who admits, joined."""

import re
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import expect

from hellowork_portal.kit.i18n import say
from tests.e2e.conftest import Visitor
from tests.e2e.screen import violations
from tests.portal import Portal


class Interview:
    """Joins a meeting and admits whoever waits."""

    def __init__(self, visitor: Visitor, portal: Portal) -> None:
        self._visitor, self._portal = visitor, portal

    def from_link(self, url: str, number: str) -> None:
        """Join by the mail's or the lookup's URL, wait, be admitted."""
        guest = self._visitor().page
        guest.goto(url)
        guest.locator("#name").fill(number)
        guest.keyboard.press("Enter")
        expect(guest.locator("h1")).to_have_text(say("ja", "zoom.waiting.title"))
        assert violations(guest) == []
        host = self._visitor().page
        host.goto(self._start_url(url))
        host.get_by_role("button", name=say("ja", "zoom.host.admit")).first.click()
        expect(guest.locator("h1")).to_have_text(say("ja", "zoom.room.title"))
        guest.close()
        host.close()

    def _start_url(self, join_url: str) -> str:
        """Ask the stand-in, as the portal would, for the address that the host starts by."""
        zoom = {
            name: self._portal.settings[f"PORTAL_ZOOM__{name}"]
            for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCOUNT_ID", "BASE_URI", "OAUTH_URI")
        }
        account = {"grant_type": "account_credentials", "account_id": zoom["ACCOUNT_ID"]}
        key = httpx.post(
            zoom["OAUTH_URI"], data=account, auth=(zoom["CLIENT_ID"], zoom["CLIENT_SECRET"])
        ).json()
        meeting = re.findall(r"/j/(\d+)", urlsplit(join_url).path)[0]
        headers = {"Authorization": f"Bearer {key['access_token']}"}
        return httpx.get(f"{zoom['BASE_URI']}/meetings/{meeting}", headers=headers).json()["start_url"]
