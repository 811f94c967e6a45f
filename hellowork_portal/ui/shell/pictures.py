"""Pictures of `assets/` in long texts: their room is known before they come, and they come when needed."""

from functools import cache
from pathlib import Path

import reflex as rx

from hellowork_portal.kit.i18n import spoken
from hellowork_portal.ui import theme

_ASSETS = Path(__file__).resolve().parents[3] / "assets"
_WIDTH, _HEIGHT = slice(24, 27), slice(27, 30)
"""Where a WebP file with a VP8X head says how much wider and higher than one dot it is."""


class NotAPicture(ValueError):
    """A file is no WebP picture of the kind that `make pictures` writes."""


def picture(address: str, words: str) -> rx.Component:
    """Return a picture below `assets/`; `words` say what it shows to those who do not see it."""
    width, height = size_of(address)
    return rx.el.img(
        src=address,
        alt=spoken(words),
        loading="lazy",
        decoding="async",
        custom_attrs={"width": str(width), "height": str(height)},
        class_name=theme.PICTURE,
    )


@cache
def size_of(address: str) -> tuple[int, int]:
    """Return width and height of a WebP picture, as its file says."""
    content = (_ASSETS / address.lstrip("/")).read_bytes()[:30]
    if len(content) < _HEIGHT.stop or content[:4] != b"RIFF" or content[8:16] != b"WEBPVP8X":
        raise NotAPicture(address)
    return _side(content[_WIDTH]), _side(content[_HEIGHT])


def _side(less_one: bytes) -> int:
    return 1 + int.from_bytes(less_one, "little")
