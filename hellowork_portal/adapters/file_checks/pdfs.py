"""PDF files: kept as they are where they are plain pages, refused where they can do anything."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

from hellowork_portal.adapters.file_checks.refused import Refused

_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/Collection", "/AA"}
)
"""`/AA` lists actions that nobody asks for."""
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR"}
    | {"/Rendition", "/Movie", "/Sound"}
)
_SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
_TYPES = frozenset({"/EmbeddedFile"})
_NAMED = {"/S": _ACTIONS, "/Subtype": _SUBTYPES, "/Type": _TYPES}
_PLAIN_TEXT = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")
"""What another reader might find where this one does not look: in parts that no table lists."""
_MOST_OBJECTS, _MOST_STEPS = 100_000, 100


def pages_of(content: bytes, most_pages: int) -> int:
    """Return how many pages a harmless PDF has; raises Refused."""
    try:
        return _counted(content, most_pages)
    except Refused:
        raise
    except Exception as error:  # whatever a broken file makes of the library
        raise Refused("broken") from error


def _counted(content: bytes, most_pages: int) -> int:
    twice = _SaidTwice()
    with twice.listening():
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise Refused("locked")
        if _PLAIN_TEXT.search(content) or any(_is_active(one) for one in _objects(reader)):
            raise Refused("active")
    if twice.heard:
        raise Refused("broken")
    count = len(reader.pages)
    if not count:
        raise Refused("broken")
    if count > most_pages:
        raise Refused("too_long")
    return count


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary of the file, whether a page leads to it or not."""
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise Refused("broken")
    yield from _within(reader.trailer)
    for number, generation in numbers:
        yield from _within(reader.get_object(IndirectObject(number, generation, reader)))


def _within(whole: PdfObject | None) -> Iterator[DictionaryObject]:
    """Yield a thing and all in it, up to references, which are looked at where they are listed."""
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


class _SaidTwice(logging.Handler):
    """Hears of a dictionary that has a key twice: this reader takes the first, another may take the last."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note it."""
        self.heard |= "Multiple definitions" in record.msg

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what the library warns of."""
        of_library = logging.getLogger("pypdf")
        of_library.addHandler(self)
        try:
            yield
        finally:
            of_library.removeHandler(self)


def _is_active(one: DictionaryObject) -> bool:
    if not _KEYS.isdisjoint(one) or _leads_out(one.get("/OpenAction")):
        return True
    return any(_name(one.raw_get(key)) in names for key, names in _NAMED.items() if key in one)


def _leads_out(action: PdfObject | None) -> bool:
    """Whether what happens by itself at opening leads to an address; a link that somebody presses may."""
    waiting, steps = [action], 0
    while waiting and steps < _MOST_STEPS:
        one, steps = waiting.pop(), steps + 1
        found = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(found, ArrayObject):
            waiting.extend(found)
        elif isinstance(found, DictionaryObject):
            if "/URI" in found:
                return True
            waiting.append(found.get("/Next"))
    return bool(waiting)


def _name(value: PdfObject) -> str:
    told = value.get_object() if isinstance(value, IndirectObject) else value
    return str(told) if isinstance(told, NameObject) else ""
