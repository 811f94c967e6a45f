"""Pages of completion celebrate what has been completed, and nothing else."""

import importlib
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, OneTimeLink
from hellowork_portal.services.access import links
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.ui.citizen.account.done_state import AccountDoneState
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.register.done_state import DoneState
from hellowork_portal.ui.citizen.reset.state import ResetState
from hellowork_portal.ui.shell.loaders import loader_of
from tests.factories import NOW, Desk, at
from tests.factories.places import kept
from tests.services.reservations.conftest import Scene, _furnish, applicant_of
from tests.ui.hands import address_of, events_of, opened

OF_RESERVATIONS = (routes.RESERVE_DONE, routes.CHANGE_DONE, routes.CANCELLED)
SENT_THERE = (routes.ADDRESS_DONE, routes.OBJECTION_DONE, routes.RECOVER_DONE, routes.CLOSED)
OF_ACCOUNTS = {routes.REGISTER_DONE: DoneState.open, routes.RESET_DONE: ResetState.open_done}


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("hellowork_portal.ui.pages")
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def scene(database_url: str) -> Scene:
    return Scene(database_url, *Desk(database_url).do(_furnish))


@pytest.fixture
def hanako(scene: Scene) -> Principal:
    return scene.person()


@pytest.fixture
def taro(scene: Scene) -> Principal:
    return scene.person("taro@example.jp", name="髙橋 太郎")


def led_to(page: str, number: str, who: Applicant) -> list:
    state = opened(DetailState, routes.with_query(page, number=number), who)
    return events_of(state.open_done())


@pytest.mark.parametrize("page", OF_RESERVATIONS)
def test_a_reservation_that_is_not_ones_own_is_celebrated_nowhere(
    scene: Scene, hanako: Principal, taro: Principal, page: str
) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    assert loader_of(page).fn.__qualname__ == "DetailState.open_done"
    for wrong in ("", "AAAAAAAAAA", number):
        there = led_to(page, wrong, applicant_of(scene, taro))
        assert address_of(there) == routes.with_query(routes.RESERVATION, number=wrong)


def test_a_completion_stays_until_the_reservation_is_cancelled(scene: Scene, hanako: Principal) -> None:
    number, owner = scene.reserve(hanako, scene.slot(at(7))), applicant_of(scene, hanako)
    assert led_to(routes.RESERVE_DONE, number, owner) == []
    scene.do(cancel_reservation, principal=hanako, number=number, now=NOW)
    assert led_to(routes.CANCELLED, number, owner) == []
    for page in (routes.RESERVE_DONE, routes.CHANGE_DONE):
        assert address_of(led_to(page, number, owner)) == routes.reservation(number)


@pytest.mark.parametrize("page", OF_ACCOUNTS)
def test_nobody_who_is_not_signed_in_is_told_of_an_account_that_is_ready(
    scene: Scene, hanako: Principal, page: str
) -> None:
    loader = loader_of(page)
    assert loader.fn.__qualname__ == OF_ACCOUNTS[page].fn.__qualname__
    of_page = DoneState if page == routes.REGISTER_DONE else ResetState
    name = loader.fn.__name__
    assert address_of(events_of(getattr(opened(of_page, page), name)())) == routes.SIGN_IN


def test_who_has_just_registered_is_told_so(scene: Scene, hanako: Principal) -> None:
    assert events_of(opened(DoneState, routes.REGISTER_DONE, applicant_of(scene, hanako)).open()) == []


@pytest.mark.parametrize(
    ("purpose", "minutes", "is_told"),
    [(links.RESET, 9, True), (links.RESET, 11, False), (links.ADDRESS, 1, False), (links.RESET, None, False)],
)
def test_a_new_password_is_celebrated_by_who_has_just_set_one(
    scene: Scene, hanako: Principal, purpose: str, minutes: int | None, is_told: bool
) -> None:
    used_at = None if minutes is None else NOW - timedelta(minutes=minutes)
    link = {"purpose": purpose, "token_hash": "x", "mail_address": "hanako@example.jp", "used_at": used_at}
    life = {"created_at": NOW - timedelta(hours=1), "expires_at": NOW}
    scene.do(kept, OneTimeLink, applicant_id=hanako.id, **link, **life)
    page = opened(ResetState, routes.RESET_DONE, applicant_of(scene, hanako))
    led = events_of(page.open_done())
    assert page.is_loaded is is_told
    assert [address_of([one]) for one in led] == ([] if is_told else [routes.MY_PAGE])
    stranger = opened(ResetState, routes.RESET_DONE, applicant_of(scene, scene.person("taro@example.jp")))
    assert address_of(events_of(stranger.open_done())) == routes.MY_PAGE


def after_sending(page: str, cookie: str, who: Applicant | None = None) -> tuple[bool, list[str]]:
    """What a browser with a cookie is shown of a page: whether it celebrates, and where it leads."""
    state = opened(AccountDoneState, page, who)
    headers = replace(state.router.headers, raw_headers=MappingProxyType({"cookie": cookie}))
    state._get_root_state().router = replace(state.router, headers=headers)
    led = events_of(state.open())
    return state.is_loaded, [address_of([one]) for one in led]


@pytest.mark.parametrize("page", SENT_THERE)
def test_what_a_form_has_done_is_told_in_the_browser_that_sent_it_alone(
    scene: Scene, hanako: Principal, page: str
) -> None:
    assert loader_of(page).fn.__qualname__ == "AccountDoneState.open"
    here, elsewhere = f'done="{page}"', f'done="{routes.RESET_DONE}"'
    assert after_sending(page, here) == (True, [])
    assert after_sending(page, here, applicant_of(scene, hanako)) == (True, [])
    way_out = routes.HOME if page == routes.CLOSED else routes.SIGN_IN
    for cookie in ("", elsewhere):
        assert after_sending(page, cookie) == (False, [way_out])
        assert after_sending(page, cookie, applicant_of(scene, hanako)) == (False, [routes.MY_PAGE])
