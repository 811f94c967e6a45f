"""Cookies of a header that anybody may have written."""

import pytest

from hellowork_portal.kit import cookies
from hellowork_portal.kit.settings import settings


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("session=abc", "abc"),
        ("lang=ja; session=abc; x=1", "abc"),
        ('session="abc"', "abc"),
        ("xsession=abc", ""),
        ("", ""),
        ("session", ""),
        ("=;;;=", ""),
        ("se ssion=abc; \x00", ""),
    ],
)
def test_a_value_is_found_or_empty_and_a_broken_header_harms_nobody(header: str, value: str) -> None:
    assert cookies.read(header, "session") == value


@pytest.mark.parametrize("text", ["", "taro@example.jp", "髙﨑 𠮷; =\r\n\"'", "あ" * 300])
def test_any_text_survives_packing_and_is_safe_in_a_header(text: str) -> None:
    packed = cookies.packed(text)
    assert cookies.unpacked(packed) == text
    assert not set(packed) & set("; ,\"'\r\n")


@pytest.mark.parametrize("value", ["%", "あ", "////", "a"])
def test_what_was_not_packed_is_empty(value: str) -> None:
    assert cookies.unpacked(value) == ""


@pytest.mark.parametrize(
    ("url", "prefix"), [("https://x.example.jp", "__Host-"), ("http://127.0.0.1:3000", "")]
)
def test_names_are_bound_to_the_host_where_the_way_is_encrypted(
    monkeypatch: pytest.MonkeyPatch, url: str, prefix: str
) -> None:
    monkeypatch.setenv("PORTAL_PUBLIC_URL", url)
    settings.cache_clear()
    names = cookies.session_name(), cookies.link_name()
    monkeypatch.undo()
    settings.cache_clear()
    assert names == (f"{prefix}session", f"{prefix}link")
