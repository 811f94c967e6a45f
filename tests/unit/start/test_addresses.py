"""A port that cannot be used is named together with the variable that changes it."""

import socket
from collections.abc import Iterator

import pytest

from hellowork_portal.start.addresses import answers, chosen_addresses, is_free
from hellowork_portal.start.words import Stop, words

VARIABLES = ("PORT", "SMTP_PORT", "MAILBOX_PORT", "ZOOM_PORT")


@pytest.fixture(autouse=True)
def _free_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in VARIABLES]
    for variable, probe in zip(VARIABLES, probes, strict=True):
        monkeypatch.setenv(variable, str(probe.getsockname()[1]))
        probe.close()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_taken_port_stops_with_its_number_and_variable(
    variable: str, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(taken))
    with pytest.raises(Stop) as stopped:
        chosen_addresses()
    sentence = words(stopped.value.element, **stopped.value.values)
    assert str(taken) in sentence
    assert f"{variable}=" in sentence


@pytest.mark.parametrize("typed", ["http", "0", "65536", "-1", "３０００", "30 00"])
def test_a_port_that_is_no_port_is_refused(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", typed)
    with pytest.raises(Stop, match="port_broken"):
        chosen_addresses()


def test_one_port_for_two_things_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "3000")
    monkeypatch.setenv("ZOOM_PORT", "3000")
    with pytest.raises(Stop, match="port_twice"):
        chosen_addresses()


def test_the_public_address_is_the_operators_or_the_portals_own(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = chosen_addresses()
    assert addresses.public_url == f"http://127.0.0.1:{addresses.portal}"
    monkeypatch.setenv("PORTAL_PUBLIC_URL", "https://portal.example.jp")
    assert addresses.public_url == "https://portal.example.jp"


def test_free_and_answering_are_told_apart(taken: int) -> None:
    assert answers(taken)
    assert not is_free(taken)
