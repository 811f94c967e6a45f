"""A new office: published procedures, nobody offers anything there yet."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.services.office_settings.service import settings_of
from hellowork_portal.services.office_settings.views import SettingsView
from tests.factories import NOW, Desk, make_office, make_procedure
from tests.services.schedule_changes.conftest import staff


@dataclass(frozen=True)
class NewOffice(Desk):
    """Two offices and two procedures, counselling and certification."""

    office_id: int
    other_id: int
    talk_id: int
    certificate_id: int

    @property
    def manager(self) -> Principal:
        return staff(self.office_id)

    @property
    def strangers(self) -> list[Principal]:
        """Who changes nothing here: another office's manager, a counsellor of this one."""
        return [staff(self.other_id), staff(self.office_id, Role.COUNSELLOR)]

    def act(self, command: Any, who: Principal | None = None, **named: Any) -> Any:
        named = {"principal": who or self.manager, "office_id": self.office_id, "now": NOW} | named
        return self.do(command, **named)

    def settings(self, who: Principal | None = None) -> SettingsView:
        return self.see(settings_of, principal=who or self.manager, office_id=self.office_id, now=NOW)

    def steps(self) -> dict[str, bool]:
        return {step.code: step.is_done for step in self.settings().steps}


def _furnish(session: Session) -> tuple[int, ...]:
    rows = (
        make_office(session, "13030", name="新設"),
        make_office(session, "13040", name="別所"),
        make_procedure(session),
        make_procedure(session, "certificate", "certification"),
    )
    return tuple(row.id or 0 for row in rows)


@pytest.fixture
def house(database_url: str) -> NewOffice:
    return NewOffice(database_url, *Desk(database_url).do(_furnish))
