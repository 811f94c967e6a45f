"""What a person is told when a handler failed in a way nobody expected."""

from typing import cast

import reflex as rx
from reflex.event import EventSpec

from hellowork_portal.kit.faults import Fault, new_fault
from hellowork_portal.kit.words import Words, of_error
from hellowork_portal.ui.shell.rights import public


class FaultState(rx.State):
    """The sentence with its reference number, shown above every page until the next one."""

    sentence: Words = {}

    @rx.event
    @public
    async def show(self, reference: str):
        """Show a fault; called by the app, and harmless to whoever calls it for themselves."""
        clean = "".join(sign for sign in str(reference)[:8] if sign.isascii() and sign.isalnum())
        self.sentence = of_error(Fault(clean))


def on_fault(exception: Exception) -> EventSpec:
    """Log an unexpected error under a new reference and show it in the browser concerned."""
    return cast(EventSpec, FaultState.show(new_fault(exception, "event").reference))
