"""Giving up a draft from its form."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.applications.discarding import discard_draft
from hellowork_portal.services.applications.errors import MovedMeanwhile
from hellowork_portal.ui.shell.page_state import PageState
from hellowork_portal.ui.shell.rights import APPLICANT, requires


class Discards(PageState, rx.State, mixin=True):
    """Mixin of the form: the draft of the address is discarded."""

    @rx.event
    @requires(APPLICANT)
    async def discard(self, _form: dict[str, Any]):
        """「下書きを破棄する」: gone with its files; what was filed meanwhile stays, and the form says so."""
        about = {"application": self._asked_int("application")}
        done = await self._run(discard_draft, application_id=about["application"])
        if done.is_good:
            return rx.redirect(routes.with_query(routes.APPLY, discarded=1), replace=True)
        if isinstance(done.error, MovedMeanwhile):
            moved = done.error.values["revision"]
            return rx.redirect(routes.with_query(routes.APPLY_FORM, moved=moved, **about))
        return None
