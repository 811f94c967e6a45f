"""The mail of a declaration: a filing in the place of another says so, under the same number."""

from typing import Any

import pytest

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import Applicant
from hellowork_portal.services.applications.letters import RECEIVED, letter
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.outbox.service import enqueue
from tests.factories import make_applicant, make_office, make_procedure
from tests.factories.papers import make_application, version_of
from tests.integration.jobs.families import NOON, Watch, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.household import FAMILY
from tests.integration.mail.rooms import Rooms

SAYS = {"ja": "差し替わりました", "en": "takes the place of what you had filed before"}


@pytest.mark.parametrize("language", SAYS)
def test_a_second_filing_says_what_it_replaces(database_url: str, post: Post, language: str) -> None:
    def filed(session: Any) -> str:
        person: Applicant = make_applicant(session)
        version = version_of(session, make_procedure(session))
        row = make_application(session, make_office(session), person, version, {})
        enqueue(session, [letter(RECEIVED, row.id or 0, turn, language) for turn in (1, 2)], now=NOON)
        return row.number or ""

    with transaction(database_url) as session:
        number = filed(session)
    runner = Runner(FAMILY, tools(database_url, Watch(), post.mailer, Rooms()))
    while runner.run_once():
        pass
    first, second = sorted((" ".join(mail.body("plain").split()) for mail in post.mails()), key=len)
    assert SAYS[language] not in first
    assert SAYS[language] in second
    assert second.count(number_shown(number)) == first.count(number_shown(number)) + 1
