"""The stand-in's pages over plain HTTP: waiting room, host's page, faults."""

import re
from typing import Any

import pytest
import requests

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.kit.i18n import say
from hellowork_portal.ports.meetings import MeetingPlan, MeetingRoom


@pytest.fixture
def room(meetings: ZoomMeetings, plan: MeetingPlan) -> MeetingRoom:
    return meetings.create(plan)


def fetch(address: str, language: str = "ja") -> requests.Response:
    return requests.get(address, headers={"Accept-Language": language, "Accept": "text/html"}, timeout=5)


def press(address: str, **values: str) -> requests.Response:
    return requests.post(address, data=values, headers={"Accept-Language": "ja"}, timeout=5)


def test_an_applicant_waits_until_the_host_admits_them(meetings: ZoomMeetings, room: MeetingRoom) -> None:
    person = press(room.join_url, name="7K3MQ-X9B2F").url
    assert "待機室" in fetch(person).text
    host = fetch(meetings.start_url(room.provider_id)).url
    assert "7K3MQ-X9B2F" in fetch(host).text
    press(host, action="admit", person="1")
    inside = fetch(person).text
    assert "面談中" in inside
    assert "ビデオの開始" in inside
    assert "ミュート解除" in inside


def test_a_refused_applicant_is_told_and_may_wait_again(meetings: ZoomMeetings, room: MeetingRoom) -> None:
    person = press(room.join_url, name="A").url
    host = fetch(meetings.start_url(room.provider_id)).url
    press(host, action="refuse", person="1")
    assert say("ja", "zoom.refused.title") in fetch(person).text
    press(host, action="admit", person="1")
    assert say("ja", "zoom.refused.title") in fetch(person).text
    press(person, action="return")
    assert "待機室" in fetch(person).text


def test_nobody_admits_themselves(room: MeetingRoom) -> None:
    person = press(room.join_url, name="A").url
    press(person, action="admit", person="1")
    press(person, action="video")
    assert "待機室" in fetch(person).text
    assert (
        press(f"{person.replace('/j/', '/s/').replace('/p/', '/h/')}", action="admit", person="1").status_code
        == 403
    )
    assert "待機室" in fetch(person).text


def test_the_buttons_say_what_they_do_next(meetings: ZoomMeetings, room: MeetingRoom) -> None:
    person = press(room.join_url, name="A").url
    host = fetch(meetings.start_url(room.provider_id)).url
    press(host, action="admit", person="1")
    for action, then in (("video", "ビデオの停止"), ("sound", "ミュート"), ("share", "共有の停止")):
        assert f'aria-label="{then}"' not in fetch(person).text
        assert f'aria-label="{then}"' in press(person, action=action).text
    assert say("ja", "zoom.room.sharing") in fetch(host).text
    press(host, action="end")
    assert say("ja", "zoom.ended.title") in fetch(person).text


def test_who_closed_the_page_leaves_the_hosts_list(
    meetings: ZoomMeetings, room: MeetingRoom, clock: Any
) -> None:
    press(room.join_url, name="GONE-1")
    host = fetch(meetings.start_url(room.provider_id)).url
    assert "GONE-1" in fetch(host).text
    clock.forward(seconds=90)
    assert "GONE-1" not in fetch(host).text


def test_the_living_part_is_sent_only_when_it_changed(meetings: ZoomMeetings, room: MeetingRoom) -> None:
    person = press(room.join_url, name="A").url
    first = fetch(f"{person}/now").json()
    assert "html" in first
    assert fetch(f"{person}/now?version={first['version']}").json() == {"version": first["version"]}
    host = fetch(meetings.start_url(room.provider_id)).url
    press(host, action="admit", person="1")
    assert "面談中" in fetch(f"{person}/now?version={first['version']}").json()["html"]


def test_a_wrong_link_gets_its_own_page_and_the_passcode_leads_on(room: MeetingRoom) -> None:
    wrong = fetch(room.join_url[:-1])
    assert wrong.status_code == 403
    assert say("ja", "zoom.wrong.title") in wrong.text
    form = f"{room.join_url.partition('?')[0]}/passcode"
    assert press(form, passcode="0").status_code == 422
    assert press(form, passcode=f" {room.passcode[:5]} {room.passcode[5:]}").url == room.join_url


def test_a_name_is_needed_and_shown_as_text(room: MeetingRoom) -> None:
    missing = press(room.join_url, name="　")
    assert missing.status_code == 422
    assert say("ja", "zoom.join.name_missing") in missing.text
    shown = press(room.join_url, name="<script>alert(1)</script>{name}").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_a_deleted_meeting_lets_nobody_in(meetings: ZoomMeetings, room: MeetingRoom) -> None:
    person = press(room.join_url, name="A").url
    meetings.delete(room.provider_id)
    for address in (room.join_url, person, f"{person}/now"):
        gone = fetch(address)
        assert gone.status_code == 404
        assert say("ja", "zoom.gone.title") in gone.text


@pytest.mark.parametrize("zak", ["", "x", "9999999999.0", "９９.00", "9999999999.é"])
def test_a_forged_start_address_opens_nothing(stand_in: Any, room: MeetingRoom, zak: str) -> None:
    answer = requests.get(f"{stand_in.url}/s/{room.provider_id}", params={"zak": zak}, timeout=5)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("header", "query", "html_lang", "title"),
    [
        ("en-GB,ja;q=0.5", "", "en", "Join the interview"),
        ("en;q=0.1, ja", "", "ja", "面談に参加する"),
        ("vi", "", "ja", "面談に参加する"),
        ("ja;q=x", "&lang=xx", "ja", "面談に参加する"),
        ("en", "&lang=ja", "ja", "面談に参加する"),
        ("ja", "&lang=ja-easy", "ja", "<rt>めんだん</rt>"),
    ],
)
def test_a_page_speaks_the_visitors_language(
    room: MeetingRoom, header: str, query: str, html_lang: str, title: str
) -> None:
    text = fetch(room.join_url + query, header).text
    assert f'<html lang="{html_lang}">' in text
    assert title in text


def test_a_chosen_language_stays_after_joining(room: MeetingRoom) -> None:
    waiting = requests.post(f"{room.join_url}&lang=en", data={"name": "A"}, timeout=5)
    assert "Please wait until the host lets you in." in waiting.text
    assert "lang=en" in waiting.url


def test_every_page_says_that_it_is_a_demonstration(
    stand_in: Any, meetings: ZoomMeetings, room: MeetingRoom
) -> None:
    person = press(room.join_url, name="A").url
    host = fetch(meetings.start_url(room.provider_id)).url
    wrong, gone = f"{stand_in.url}/j/{room.provider_id}", f"{stand_in.url}/j/1"
    for address in (room.join_url, person, host, wrong, gone, f"{stand_in.url}/faults", stand_in.url):
        assert "<strong>実演</strong>" in fetch(address).text


def test_only_lines_with_the_pages_own_nonce_may_run(room: MeetingRoom) -> None:
    answer = fetch(press(room.join_url, name="A").url)
    policy = answer.headers["Content-Security-Policy"]
    [nonce] = set(re.findall(r"'nonce-([^']+)'", policy))
    assert "unsafe" not in policy
    assert re.findall(r"<(?:script|style)[^>]*>", answer.text) == [
        f'<style nonce="{nonce}">',
        f'<script nonce="{nonce}">',
    ]
    assert nonce not in fetch(answer.url).text


def test_faults_are_ordered_listed_and_cleared(stand_in: Any) -> None:
    address = f"{stand_in.url}/faults"
    stand_in.order("slow", 2, seconds=1)
    form = requests.post(address, data={"kind": "500", "count": "3"}, timeout=5, allow_redirects=False)
    assert form.status_code == 303
    listed = requests.get(address, timeout=5).json()["faults"]
    assert [(fault["kind"], fault["count"]) for fault in listed] == [("slow", 2), ("500", 3)]
    assert say("ja", "zoom.faults.500") in fetch(address).text
    stand_in.behave()
    assert requests.get(address, timeout=5).json() == {"faults": []}


def test_a_fault_that_does_not_exist_is_refused(stand_in: Any) -> None:
    answer = requests.post(f"{stand_in.url}/faults", json={"kind": "earthquake"}, timeout=5)
    assert answer.status_code == 422


def test_another_sites_page_cannot_press_buttons_here(stand_in: Any) -> None:
    headers = {"Origin": "https://elsewhere.example.jp"}
    answer = requests.post(f"{stand_in.url}/faults/clear", headers=headers, timeout=5)
    assert answer.status_code == 403
    own = requests.post(f"{stand_in.url}/faults/clear", headers={"Origin": stand_in.url}, timeout=5)
    assert own.status_code == 200


@pytest.mark.parametrize("authorization", ["", "Basic %%%", "Basic eA==", "Bearer eA=="])
def test_the_token_endpoint_wants_the_accounts_credentials(stand_in: Any, authorization: str) -> None:
    form = {"grant_type": "account_credentials", "account_id": "account-1"}
    headers = {"Authorization": authorization}
    answer = requests.post(f"{stand_in.url}/oauth/token", data=form, headers=headers, timeout=5)
    assert answer.status_code == 400
    assert "access_token" not in answer.text


def test_refusals_carry_zooms_codes(stand_in: Any, room: MeetingRoom) -> None:
    nobody = requests.get(f"{stand_in.url}/v2/users", timeout=5)
    assert (nobody.status_code, nobody.json()["code"]) == (401, 124)
    token = {"Authorization": f"Bearer {next(iter(stand_in.api.tokens))}"}
    missing = requests.get(f"{stand_in.url}/v2/meetings/1", headers=token, timeout=5)
    assert (missing.status_code, missing.json()["code"]) == (404, 3001)
