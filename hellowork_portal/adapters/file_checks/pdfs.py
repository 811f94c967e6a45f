"""PDF files: kept as they are where they are plain pages, refused where they can do anything."""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

from hellowork_portal.adapters.file_checks.refused import Refused

_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/Collection"})
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)
_SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
_TYPES = frozenset({"/EmbeddedFile"})
_NAMED = {"/S": _ACTIONS, "/Subtype": _SUBTYPES, "/Type": _TYPES}
_PLAIN_TEXT = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")
"""What another reader might find where this one does not look: in parts that no table lists."""
_MOST_OBJECTS = 100_000


def pages_of(content: bytes, most_pages: int) -> int:
    """Return how many pages a harmless PDF has; raises Refused."""
    try:
        return _counted(content, most_pages)
    except Refused:
        raise
    except Exception as error:  # whatever a broken file makes of the library
        raise Refused("broken") from error


def _counted(content: bytes, most_pages: int) -> int:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Refused("locked")
    if _PLAIN_TEXT.search(content) or any(_is_active(one) for one in _objects(reader)):
        raise Refused("active")
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


def _is_active(one: DictionaryObject) -> bool:
    if not _KEYS.isdisjoint(one):
        return True
    return any(_name(one.raw_get(key)) in names for key, names in _NAMED.items() if key in one)


def _name(value: PdfObject) -> str:
    told = value.get_object() if isinstance(value, IndirectObject) else value
    return str(told) if isinstance(told, NameObject) else ""
