"""Coming in: a refusal takes the focus, and going back after registering frightens nobody."""

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.register.state import FormState
from hellowork_portal.ui.citizen.sign_in.state import REFUSAL, SignInState
from tests.factories import Desk, make_applicant
from tests.ui.hands import address_of, events_of, opened, value_of


@pytest.mark.parametrize("code", ["wrong_credentials", "too_many", "anything"])
def test_the_sentence_of_a_refused_sign_in_takes_the_focus(code: str) -> None:
    state = opened(SignInState, routes.with_query(routes.SIGN_IN, error=code))
    (focus,) = events_of(state.open())
    assert state.refusal
    assert [value_of(value) for _, value in focus.args] == [f"ref_{REFUSAL}"]


def test_nothing_takes_the_focus_where_nothing_was_refused() -> None:
    assert events_of(opened(SignInState, routes.SIGN_IN).open()) == []


@pytest.mark.parametrize("page", ["open", "open_check"])
def test_back_after_registering_leads_to_the_completion(database_url: str, page: str) -> None:
    person = Desk(database_url).do(make_applicant, "hanako@example.jp")
    registered = opened(FormState, routes.REGISTER_CONFIRM, person)
    assert address_of(events_of(getattr(registered, page)())) == routes.REGISTER_DONE
    stranger = opened(FormState, routes.REGISTER_CONFIRM)
    problem = routes.with_query(routes.LINK_PROBLEM, reason="altered", purpose="register")
    assert address_of(events_of(getattr(stranger, page)())) == problem
