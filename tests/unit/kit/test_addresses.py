"""Where a return address may lead, and how network addresses are counted."""

import pytest

from hellowork_portal.kit.network import network_of
from hellowork_portal.kit.routes import is_own_path


@pytest.mark.parametrize(
    "path", ["/", "/my", "/calendar?offering=1&day=2026-12-01&slot=7", "/procedures?q=新宿"]
)
def test_the_portal_s_own_addresses_are_followed(path: str) -> None:
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "my",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil",
        " /my",
        "https://evil.example",
        "/a\\b",
    ],
)
def test_what_a_browser_might_take_for_another_site_is_not(path: str) -> None:
    assert not is_own_path(path)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_counts_as_one(address: str, counted: str) -> None:
    assert network_of(address) == counted
