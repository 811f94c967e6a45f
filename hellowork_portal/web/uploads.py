"""A file as a form brings it: read into memory alone, never beyond a limit, never onto the disk."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

FIELDS_BYTES = 64 * 1024
"""How long the rest of the form may be."""
_LONGEST_TEXT = 300


class TooLong(Exception):
    """More came than was allowed."""


@dataclass(frozen=True)
class Sent:
    """A form with one file: the boxes as text, and the file as it came; nothing of it is logged."""

    fields: dict[str, str] = field(default_factory=dict)
    name: str = field(default="", repr=False)
    content: bytes = field(default=b"", repr=False)


class _InMemory(MultiPartParser):
    """Keeps the file in memory: what spills over would lie on the disk unsealed."""

    spool_max_size = 2**31


Body = AsyncGenerator[bytes, None]
"""What comes with a request, read once: `request.stream()`."""


async def sent(request: Request, body: Body, longest: int) -> Sent:
    """Read the form; raises TooLong as soon as more than `longest` bytes of file have come."""
    stream = _capped(body, longest + FIELDS_BYTES)
    parser = _InMemory(request.headers, stream, max_files=1, max_fields=10, max_part_size=FIELDS_BYTES)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        return Sent()
    try:
        texts = {name: value[:_LONGEST_TEXT] for name, value in form.items() if isinstance(value, str)}
        file = form.get("file")
        if not isinstance(file, UploadFile):
            return Sent(texts)
        content = await file.read(longest + 1)
        if len(content) > longest:
            raise TooLong
        return Sent(texts, file.filename or "", content)
    finally:
        await form.close()


async def _capped(body: Body, most: int) -> Body:
    """Yield what comes, and stop believing the announced length once more has come."""
    taken = 0
    async for chunk in body:
        taken += len(chunk)
        if taken > most:
            raise TooLong
        yield chunk


async def drained(body: Body) -> None:
    """Read the rest of a refused post away: else a browser shows a broken connection and not our answer."""
    async for _ in body:
        pass
