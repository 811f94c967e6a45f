"""What the browser is not: a wall. Every event by hand, every token in the wrong hands."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidHandshake

from hellowork_portal.ui.citizen.lookup.states import DetailState, LookupState
from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.citizen.reserve.states import ConfirmState, FormState, TermsState
from hellowork_portal.ui.shell.session import SessionState
from tests.e2e.conftest import Visitor, Walker
from tests.e2e.desk import Desk
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk
from tests.e2e.wire import Wire
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]
NAME = "職安 花子"


def cookie_of(walk: Walk) -> dict[str, object]:
    """The session's cookie as the browser keeps it."""
    [cookie] = [one for one in walk.visit.page.context.cookies() if one.get("name") == "session"]
    return dict(cookie)


def event(state: type, handler: str) -> str:
    return f"{state.get_full_name()}.{handler}"  # type: ignore[attr-defined]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(somebody: Somebody) -> None:
    walk, _, _ = somebody()
    cookie = cookie_of(walk)
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Lax"
    assert cookie["expires"] == -1
    assert "session" not in walk.visit.page.evaluate("document.cookie")
    kept = walk.visit.page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    assert NAME not in kept
    assert str(cookie["value"]) not in kept


@pytest.mark.parametrize(
    "name",
    [
        "reflex___state____state.setvar",
        event(SessionState, "setvar"),
        event(SessionState, "_remember"),
        event(SessionState, "set_is_signed_in"),
        event(MyState, "_read"),
        event(MyState, "reset"),
    ],
)
def test_what_is_not_declared_is_refused(portal: Portal, name: str) -> None:
    with Wire(portal.url) as wire:
        said = wire.send(name, value=True, var_name="is_signed_in")
        assert "is_signed_in" not in said.replace('is_signed_in_rx_state_":false', "")
        said = wire.send(event(MyState, "open"), "/my")
        assert "sign-in" in said


@pytest.mark.parametrize(
    ("state", "handler", "given"),
    [
        (MyState, "open", {}),
        (DetailState, "open", {}),
        (TermsState, "open", {}),
        (ConfirmState, "submit", {"gives_up": 0}),
    ],
)
def test_an_applicants_handler_called_by_nobody_only_leads_to_the_sign_in(
    portal: Portal, desk: Desk, state: type, handler: str, given: dict[str, int]
) -> None:
    _, applicant_id = desk.make_account()
    hold_id = desk.hold(applicant_id, desk.free_slot())
    with Wire(portal.url) as wire:
        said = wire.send(event(state, handler), "/reserve/confirm", {"hold": str(hold_id)}, **given)
    assert "sign-in" in said
    assert NAME not in said
    assert desk.reservations_of(applicant_id, "confirmed") == []


def test_another_persons_hold_and_number_stay_out_of_reach(
    portal: Portal, somebody: Somebody, desk: Desk
) -> None:
    _, owner_id = desk.make_account()
    slot_id = desk.free_slot()
    hold_id = desk.hold(owner_id, slot_id)
    walk, _, _ = somebody()
    asked = {"hold": str(hold_id)}
    with Wire(portal.url, session=str(cookie_of(walk)["value"])) as wire:
        wire.throw(event(TermsState, "agree"), "/reserve/terms", asked, form={"agree": True})
        wire.throw(event(FormState, "keep"), "/reserve/form", asked, name="remarks", value="stolen")
        wire.throw(event(FormState, "check"), "/reserve/form", asked, form={"remarks": "stolen"})
        wire.throw(event(ConfirmState, "submit"), "/reserve/confirm", asked, gives_up=0)
        wire.throw(event(ConfirmState, "extend"), "/reserve/confirm", asked)
        wire.throw(event(TermsState, "give_up"), "/reserve/terms", asked)
        assert NAME in wire.send_until(NAME, event(MyState, "open"), "/my")
    [kept] = desk.reservations_of(owner_id, "held")
    assert (kept.id, kept.answers_sealed, kept.extended_count, kept.terms_agreed_at) == (hold_id, "", 0, None)


def test_handlers_take_any_nonsense_without_a_fault(portal: Portal, somebody: Somebody) -> None:
    walk, _, _ = somebody()
    logged = (portal.data_dir / "portal.log").read_text().count('"fault"')
    with Wire(portal.url, session=str(cookie_of(walk)["value"])) as wire:
        for nonsense in (None, -1, 1e99, [], {"a": {"b": []}}, "x" * 100_000, "\x00"):
            near = {"slot_id": nonsense, "gives_up": nonsense}
            wire.throw(event(ConfirmState, "choose_near"), "/reserve/confirm", {"hold": "1"}, **near)
            wire.throw(
                event(FormState, "keep"), "/reserve/form", {"hold": "1"}, name=nonsense, value=nonsense
            )
            wire.throw(event(FormState, "check"), "/reserve/form", {"hold": "-1"}, form={"remarks": nonsense})
            wire.throw(event(LookupState, "search"), "/lookup", {}, form={"number": nonsense})
            wire.throw(event(DetailState, "open"), "/reservation", {"number": "\x00%27"})
        assert NAME in wire.send_until(NAME, event(MyState, "open"), "/my")
    assert (portal.data_dir / "portal.log").read_text().count('"fault"') == logged


def test_another_sites_websocket_is_refused(portal: Portal) -> None:
    with pytest.raises(InvalidHandshake):
        Wire(portal.url, origin="https://evil.example")


def test_a_stolen_state_token_without_the_cookie_yields_nothing_personal(
    portal: Portal, somebody: Somebody
) -> None:
    walk, _, _ = somebody()
    walk.visit.told("access.my.lead", name=NAME)
    token = walk.visit.page.evaluate("sessionStorage.getItem('token')")
    session = str(cookie_of(walk)["value"])
    walk.visit.page.close()
    with Wire(portal.url, session=session) as wire:
        assert NAME in wire.send_until(NAME, event(MyState, "open"), "/my"), "the control sees nothing either"
    with Wire(portal.url, token=token) as wire:
        for name in ("reflex___state____state.hydrate", event(MyState, "open"), event(SessionState, "stay")):
            assert NAME not in wire.send(name, "/my")


def test_signing_out_in_one_tab_reaches_the_other_at_its_next_event(
    somebody: Somebody, visitor: Visitor
) -> None:
    walk, _, _ = somebody()
    other: Visit = visitor(context=walk.visit.page.context)
    other.go("/lookup")
    other.see("lookup.title")
    walk.sign_out()
    other.page.evaluate("document.querySelector('main button[type=submit]')?.click()")
    other.page.wait_for_url(re.compile("/(sign-in|signed-out)"))
    other.wait()
    expect(other.page.locator("body")).not_to_contain_text(NAME)


def test_after_signing_out_the_back_button_shows_nothing_personal(somebody: Somebody) -> None:
    walk, mail, _ = somebody()
    walk.visit.told("access.my.lead", name=NAME)
    walk.sign_out()
    walk.visit.page.go_back()
    walk.visit.see("access.sign_in.title", "access.sign_in.returning")
    text = walk.visit.page.locator("body").inner_text()
    assert NAME not in text
    assert mail not in text


def test_signing_out_everywhere_ends_the_other_device(somebody: Somebody, walker: Walker) -> None:
    walk, mail, _ = somebody()
    phone = walker("/my")
    phone.sign_in(mail)
    phone.visit.see("access.my.title", "access.my.empty")
    walk.visit.go("/my/security")
    walk.visit.see("account.security.title", "account.security.two_devices")
    walk.hand.press(walk.visit.button("access.my.everywhere"))
    walk.visit.see("access.signed_out.title")
    phone.visit.go("/my")
    phone.visit.see("access.sign_in.title", "access.sign_in.returning")


def test_a_session_from_before_signing_in_again_is_worth_nothing(portal: Portal, somebody: Somebody) -> None:
    walk, _, _ = somebody()
    old = str(cookie_of(walk)["value"])
    walk.sign_out()
    with Wire(portal.url, session=old) as wire:
        assert "sign-in" in wire.send(event(MyState, "open"), "/my")
