"""What is in a file decides, not its name; and what a hostile file does, it does to a process of its own."""

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from hellowork_portal.adapters import checked_files
from hellowork_portal.adapters.checked_files import FileChecks
from hellowork_portal.adapters.file_checks.__main__ import _checked
from hellowork_portal.adapters.file_checks.pictures import remade
from hellowork_portal.adapters.file_checks.refused import Refused
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.settings import FileSettings
from hellowork_portal.ports.file_checker import AttachmentTooLong
from tests.factories.files import CAMERA, doing, pdf, picture

CHECKS = FileChecks(FileSettings(most_pages=3, most_megapixels=1, most_megabytes=1))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> FileChecks:
    """The checks without their process, which costs half a second."""

    def asked(content: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            return _checked(content, CHECKS._for_process())
        except Refused as refused:
            return {"refused": refused.code}, b""

    monkeypatch.setattr(CHECKS, "_asked", asked)
    return CHECKS


def bomb() -> bytes:
    """A PNG of a few bytes that says to be 30,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    made = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + made


def xfa(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/XFA"): NumberObject(1)})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def several() -> bytes:
    """A photograph as many phones write it: a JPEG with a second picture behind the first (MPF)."""
    exif = Image.Exif()
    exif[0x0112], exif[CAMERA] = 6, "CAMERA"
    out = BytesIO()
    first, second = Image.new("RGB", (60, 40), "navy"), Image.new("RGB", (30, 20), "red")
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif.tobytes())
    return out.getvalue()


def test_of_several_pictures_in_a_photograph_the_first_is_kept(here: FileChecks) -> None:
    made = here.check(several())
    image = Image.open(BytesIO(made.content))
    assert (made.media_type, image.size, image.format) == ("image/jpeg", (40, 60), "JPEG")
    assert b"CAMERA" not in made.content


def test_a_large_png_becomes_a_jpeg_and_never_longer_than_may_be_sent() -> None:
    large = FileChecks(FileSettings(most_megapixels=60, most_megabytes=10))
    noise = Image.frombytes("1", (5600, 5600), random.Random(1).randbytes(700 * 5600))
    out = BytesIO()
    noise.save(out, "PNG")
    assert len(out.getvalue()) < large._limits.most_bytes
    made = large.check(out.getvalue())
    assert (made.media_type, len(made.content) <= large._limits.most_bytes) == ("image/jpeg", True)


def test_a_picture_that_cannot_be_kept_short_enough_is_too_big() -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000))
    out = BytesIO()
    noise.save(out, "JPEG", quality=20)
    for longest in (len(out.getvalue()), 1):
        with pytest.raises(Refused) as refused:
            remade(out.getvalue(), 1_000_000, longest)
        assert refused.value.code == "too_big"


@pytest.mark.parametrize(
    ("kind", "kept"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/jpeg")]
)
def test_a_picture_is_kept_upright_and_alone(kind: str, kept: str) -> None:
    made = CHECKS.check(picture(kind))
    image = Image.open(BytesIO(made.content))
    assert (made.media_type, image.size) == (kept, (40, 60))
    assert dict(image.getexif()) == {}
    assert b"CAMERA" not in made.content
    assert b"Exif" not in made.content


def test_what_shows_through_becomes_white_paper(here: FileChecks) -> None:
    made = Image.open(BytesIO(here.check(clear_png()).content))
    assert made.getpixel((0, 0)) == (255, 255, 255)


def clear_png() -> bytes:
    out = BytesIO()
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_a_pdf_is_kept_as_it_came_with_its_pages_counted() -> None:
    content = pdf(pages=3)
    made = CHECKS.check(content)
    assert (made.media_type, made.content, made.page_count) == ("application/pdf", content, 3)


def address() -> DictionaryObject:
    named = {"/S": NameObject("/URI"), "/URI": TextStringObject("https://evil.example/")}
    return DictionaryObject({NameObject(key): value for key, value in named.items()})


def opens_address(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(address())


def opens_address_next(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): NumberObject(0)})
    action[NameObject("/Next")] = ArrayObject([writer._add_object(address())])
    writer.root_object[NameObject("/OpenAction")] = action


def by_itself(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(address())})


def link(writer: PdfWriter) -> None:
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): address()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def twice() -> bytes:
    """A PDF that one reader opens at its first page, and another as it is told second."""

    def prepared(writer: PdfWriter) -> None:
        for key in ("/Lang", "/Lank"):
            writer.root_object[NameObject(key)] = TextStringObject(key)

    return pdf(prepared).replace(b"/Lank", b"/Lang", 1)


def test_a_link_that_somebody_presses_is_harmless(here: FileChecks) -> None:
    assert here.check(pdf(link)).page_count == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment_empty"),
        (b"x" * (1024 * 1024 + 1), "attachment_too_big"),
        (b"MZ\x90\x00 a program", "attachment_unfit"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "attachment_unfit"),
        (b"GIF89a" + b"\0" * 50, "attachment_unfit"),
        (picture()[:120], "attachment_broken"),
        (picture("PNG")[:80], "attachment_broken"),
        (b"\xff\xd8\xff" + b"<script>alert(1)</script>", "attachment_broken"),
        (b"%PDF-1.7\nnothing", "attachment_broken"),
        (pdf()[:200], "attachment_broken"),
        (pdf(pages=0), "attachment_broken"),
        (bomb(), "attachment_too_large"),
        (picture(size=(2000, 600)), "attachment_too_large"),
        (pdf(pages=4), "attachment_too_long"),
        (pdf(lambda writer: writer.encrypt("secret")), "attachment_locked"),
        (pdf(lambda writer: writer.encrypt("", "owner")), "attachment_locked"),
        (pdf(lambda writer: writer.add_attachment("a.txt", b"x")), "attachment_active"),
        (pdf(doing("/JavaScript")), "attachment_active"),
        (pdf(doing("/Launch")), "attachment_active"),
        (pdf(doing("/SubmitForm")), "attachment_active"),
        (pdf(doing("/GoToR")), "attachment_active"),
        (pdf(opens_address), "attachment_active"),
        (pdf(opens_address_next), "attachment_active"),
        (pdf(by_itself), "attachment_active"),
        (twice(), "attachment_broken"),
        (pdf(xfa), "attachment_active"),
        (pdf() + b"\n9 0 obj <</S /JavaScript>> endobj\n", "attachment_active"),
    ],
)
def test_what_cannot_be_taken_is_named(here: FileChecks, content: bytes, code: str) -> None:
    with pytest.raises(PortalError) as refused:
        here.check(content)
    assert refused.value.code == code


def test_a_name_in_other_letters_is_the_same_name(here: FileChecks) -> None:
    hidden = pdf(doing("/Launch")).replace(b"/Launch", b"/L#61unch")
    with pytest.raises(PortalError) as refused:
        here.check(hidden)
    assert refused.value.code in ("attachment_active", "attachment_broken")


def test_a_page_that_only_says_where_to_begin_is_harmless(here: FileChecks) -> None:
    def begins(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): NumberObject(0)})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    assert here.check(pdf(begins)).page_count == 1


def test_a_file_that_eats_memory_is_broken_and_the_portal_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked_files, "_MEMORY", 220 * 1024**2)
    large = FileChecks(FileSettings(most_megapixels=200, most_megabytes=10))
    with pytest.raises(PortalError) as refused:
        large.check(picture("PNG", size=(9000, 9000)))
    assert refused.value.code == "attachment_broken"


def test_the_process_sees_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("python", "-c", "import os, json; print(json.dumps({'refused': ' '.join(os.environ)}))")
    monkeypatch.setattr(checked_files, "_COMMAND", (checked_files._COMMAND[0], *command[1:]))
    told, _ = CHECKS._asked(b"x")
    assert told["refused"]
    assert "PORTAL" not in str(told["refused"])


def test_what_is_refused_in_the_process_is_told_outside() -> None:
    with pytest.raises(AttachmentTooLong) as refused:
        CHECKS.check(pdf(pages=4))
    assert refused.value.values == {"most": 3}


def test_a_process_that_dies_or_hangs_says_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    python = checked_files._COMMAND[0]
    monkeypatch.setattr(checked_files, "_COMMAND", (python, "-c", "import os; os.abort()"))
    assert CHECKS._asked(b"x") == ({"refused": "broken"}, b"")
    monkeypatch.setattr(checked_files, "_SECONDS", 0.1)
    monkeypatch.setattr(checked_files, "_COMMAND", (python, "-c", "import time; time.sleep(60)"))
    assert CHECKS._asked(b"x") == ({"refused": "broken"}, b"")
