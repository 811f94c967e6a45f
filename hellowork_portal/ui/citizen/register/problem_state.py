"""Why a mail link did not lead on."""

import reflex as rx

from hellowork_portal.services.access.links import PURPOSES
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import public

_REASONS = ("expired", "used", "altered", "foreign")
_OWN_SENTENCE = ("objection_expired", "objection_used", "address_used", "recovery_used")


class ProblemState(PageState, rx.State):
    """Reads reason and purpose from the address; an unknown reason is shown as expired."""

    reason: str = ""
    purpose: str = ""
    why: str = ""
    """Which sentence is shown: the reason's, or that of reason and purpose together."""

    @rx.event
    @public
    async def open(self):
        """Take reason and purpose from the address."""
        reason, purpose = self._asked("reason"), self._asked("purpose")
        self.reason = reason if reason in _REASONS else "expired"
        self.purpose = purpose if purpose in PURPOSES else ""
        own = f"{self.purpose}_{self.reason}"
        self.why = own if own in _OWN_SENTENCE else self.reason
