"""Pictures in long texts: their room is known before they come, and they come when needed."""

from pathlib import Path

import pytest

from hellowork_portal.ui.shell import pictures


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pictures, "_ASSETS", tmp_path)
    pictures.size_of.cache_clear()
    return tmp_path


def webp(width: int, height: int) -> bytes:
    """Return the beginning of a WebP file."""
    sides = b"".join((side - 1).to_bytes(3, "little") for side in (width, height))
    return b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x20\x00\x00\x00" + sides


def test_a_picture_knows_its_size_and_is_fetched_when_it_is_near(assets: Path) -> None:
    (assets / "one.webp").write_bytes(webp(600, 840))
    shown = str(pictures.picture("/one.webp", "{画面|がめん}の 例"))
    assert "css:" not in shown
    assert all(part in shown for part in ('width:"600"', 'height:"840"', 'loading:"lazy"', 'src:"/one.webp"'))


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + b"0" * 40, b"RIFF\x00\x00\x00\x00WEBPVP8L" + b"0" * 20]
)
def test_what_is_no_such_picture_stops_the_build(assets: Path, content: bytes) -> None:
    (assets / "one.webp").write_bytes(content)
    with pytest.raises(pictures.NotAPicture):
        pictures.size_of("/one.webp")


def test_a_picture_that_is_not_there_stops_the_build(assets: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pictures.picture("/nothing.webp", "何もない")
