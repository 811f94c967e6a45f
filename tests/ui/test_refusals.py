"""What a native form was refused for, as its page finds it in the address."""

import pytest

from hellowork_portal.kit.i18n import LANGUAGES, say
from hellowork_portal.ui.citizen.account.states import ClosingState, SecurityState
from hellowork_portal.ui.citizen.register.problem_state import ProblemState
from hellowork_portal.ui.shell.refusals import _ABOVE, _AT_BOXES, above, at_boxes
from tests.factories import Desk, make_applicant
from tests.ui.hands import address_of, events_of, opened


def ask(**query: str):
    return lambda name: query.get(name, "")


@pytest.mark.parametrize("code", sorted(_AT_BOXES))
def test_every_code_at_a_box_has_a_sentence_in_every_language(code: str) -> None:
    told = at_boxes(ask(present=code), ("present", "other"))
    assert set(told) == {"present"}
    assert all(told["present"][language] for language in LANGUAGES)


@pytest.mark.parametrize("code", [*sorted(_ABOVE), "too_many", "fault", "invented"])
def test_every_code_above_a_form_has_a_sentence_without_gaps(code: str) -> None:
    told = above(ask(error=code, minutes="7"))
    assert all(told[language] and "{minutes}" not in told[language] for language in LANGUAGES)
    assert ("about 7 minutes" in told["en"]) == (code == "too_many")


@pytest.mark.parametrize("typed", ["<b>", "field.unheard_of", "too_many", ""])
def test_an_invented_code_at_a_box_says_nothing(typed: str) -> None:
    assert at_boxes(ask(present=typed), ("present",)) == {}
    assert above(ask()) == {}


@pytest.mark.parametrize("minutes", ["", "-1", "9" * 30, "<b>", "１２"])
def test_invented_minutes_are_not_repeated(minutes: str) -> None:
    assert "15" in above(ask(error="too_many", minutes=minutes))["en"]


@pytest.mark.parametrize(
    ("reason", "purpose", "why"),
    [
        ("expired", "objection", "objection_expired"),
        ("used", "recovery", "recovery_used"),
        ("altered", "objection", "altered"),
        ("used", "reset", "used"),
        ("invented", "invented", "expired"),
    ],
)
def test_a_link_that_does_not_lead_on_is_told_by_reason_and_purpose(
    reason: str, purpose: str, why: str
) -> None:
    state = opened(ProblemState, f"/link-problem?reason={reason}&purpose={purpose}")
    assert events_of(state.open()) == []
    assert state.why == why


def test_disowning_what_is_not_ones_own_leads_nowhere(database_url: str) -> None:
    person = Desk(database_url).do(make_applicant)
    state = opened(SecurityState, "/my/security", person)
    for wrong in (0, -1, 2**40, 4711):
        assert events_of(state.disown(wrong)) == []
        assert state.error["en"] == say("en", "error.not_allowed")


def test_the_page_of_a_new_password_follows_a_disowned_sign_in(database_url: str) -> None:
    from hellowork_portal.kit import clock
    from hellowork_portal.models import SignIn
    from hellowork_portal.services.access.sessions import start_session

    desk = Desk(database_url)
    person = desk.do(make_applicant)
    desk.do(start_session, applicant_id=person.id, now=clock.now())
    state = opened(SecurityState, "/my/security", person)
    events_of(state.open())
    assert [line.can_disown for line in state.lines] == [True]
    assert address_of(events_of(state.disown(desk.row(SignIn).id))) == "/my/password?why=disowned"


def test_the_closing_page_says_how_long_what_stays_is_kept(database_url: str) -> None:
    person = Desk(database_url).do(make_applicant)
    state = opened(ClosingState, "/my/close?error=too_late_to_cancel", person)
    events_of(state.open())
    view = state.view
    assert (view.reservation_years, view.log_years, view.declaration_years) == (3, 1, 5)
    assert "too late" in state.error["en"]
