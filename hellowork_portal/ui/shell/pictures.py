"""Pictures of `assets/` in long texts: their room is known before they come, and they come when needed."""

import struct
from functools import cache
from pathlib import Path

import reflex as rx

from hellowork_portal.kit.i18n import spoken
from hellowork_portal.ui import theme

_ASSETS = Path(__file__).resolve().parents[3] / "assets"
_FRAME_BYTES, _SIDE_BITS = slice(26, 30), 0x3FFF


class NotAPicture(ValueError):
    """A file is no WebP picture of the simple kind that `make pictures` writes."""


def picture(address: str, words: str) -> rx.Component:
    """Return a picture below `assets/`; `words` say what it shows to those who do not see it."""
    width, height = size_of(address)
    return rx.el.img(
        src=address,
        alt=spoken(words),
        width=str(width),
        height=str(height),
        loading="lazy",
        decoding="async",
        class_name=theme.PICTURE,
    )


@cache
def size_of(address: str) -> tuple[int, int]:
    """Return width and height of a WebP picture (lossy, without extensions), as its file says."""
    content = (_ASSETS / address.lstrip("/")).read_bytes()[:30]
    if content[:4] != b"RIFF" or content[8:16] != b"WEBPVP8 ":
        raise NotAPicture(address)
    width, height = struct.unpack("<HH", content[_FRAME_BYTES])
    return width & _SIDE_BITS, height & _SIDE_BITS
