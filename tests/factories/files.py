"""Files as people send them, good and bad; made anew each time, so that none lies about with a story."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

PLACE, CAMERA = 0x8825, 0x010F


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture that says where and with what it was taken, lying on its side."""
    image = Image.new(mode, size, "navy") if mode != "I;16" else Image.new(mode, size)
    exif = Image.Exif()
    exif[0x0112], exif[CAMERA] = 6, "CAMERA"
    exif.get_ifd(PLACE)[1] = "N"
    out = BytesIO()
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    image.save(out, kind, exif=exif.tobytes())
    return out.getvalue()


def pdf(change: Callable[[PdfWriter], Any] = lambda _: None, pages: int = 1, **how: Any) -> bytes:
    """A PDF of blank pages, changed before it is written."""
    writer = PdfWriter(**how)
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def doing(kind: str) -> Callable[[PdfWriter], None]:
    """Return what gives a PDF an action when it is opened; its kind stands behind a reference."""

    def change(writer: PdfWriter) -> None:
        named = writer._add_object(NameObject(kind))
        action = DictionaryObject({NameObject("/S"): named, NameObject("/F"): TextStringObject("x")})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return change
