"""What the page of the declaration's fields keeps: a draft in memory, of nobody."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import reflex as rx

from hellowork_portal.forms.catalogue_files import CATALOGUE, read_definition
from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.schema import gather, overlay, validate
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit import clock
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.rights import public

_FILE = "declaration.json"
DECLARATION = read_definition((CATALOGUE / _FILE).read_bytes(), _FILE)
_MOST_BOXES, _LONGEST = 500, 2_000


def given_facts(today: date) -> dict[str, object]:
    """Return what an office would know of somebody whose 認定日 is today."""
    return {
        "claimant_number": "13070261234561",
        "claimant_name": "Hanako Yamada",
        "office_name": "Hello Work Shinjuku",
        "certification_on": today.isoformat(),
        "period_first": (today - timedelta(days=28)).isoformat(),
        "period_last": (today - timedelta(days=1)).isoformat(),
    }


class DevFormState(rx.State):
    """Draws the declaration, keeps what is typed, and shows it as the confirm page does."""

    form: FormView = FormView([], [], [])
    sections: list[ConfirmSection] = []
    is_shown: bool = False
    _typed: dict[str, str] = {}

    @rx.event
    @public
    async def open(self):
        """Begin with an empty form."""
        self._typed, self.sections = {}, []
        await self._show({})

    @rx.event
    @public
    async def keep(self, name: str, value: str):
        """Keep one box; draw anew where it shows, hides or adds something."""
        self._keep({str(name): value})
        if str(name).split(".")[0] in self.form.watched_ids:
            await self._show({})

    @rx.event
    @public
    async def check(self, form: dict[str, Any]):
        """Say what is wrong, else show everything in words."""
        self._keep(form)
        checked = validate(DECLARATION, self._raw(), self._today())
        self.sections = confirm_view(DECLARATION, checked.answers, await self._language())
        await self._show(checked.errors)

    def _keep(self, boxes: Mapping[str, Any]) -> None:
        fits = {str(name)[:90]: str(value)[:_LONGEST] for name, value in boxes.items()}
        self._typed = dict(list({**self._typed, **fits}.items())[:_MOST_BOXES])

    def _raw(self) -> dict[str, object]:
        return overlay(DECLARATION, gather(DECLARATION, self._typed), given_facts(self._today()))

    def _today(self) -> date:
        return clock.day_in_japan(clock.now())

    async def _language(self) -> str:
        return (await self.get_state(Language)).lang

    async def _show(self, errors: Mapping[str, FieldError]) -> None:
        self.form = form_view(DECLARATION, self._raw(), errors, await self._language(), self._today())
        self.is_shown = True
