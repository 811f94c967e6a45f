"""Files of people in a folder outside everything that is served: sealed, whole, for the portal alone."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hellowork_portal.kit.sealing import seal_bytes, unseal_bytes
from hellowork_portal.ports.file_store import FileMissing

_KEY = re.compile(r"[0-9a-f]{40}")
_DRAFT = ".part"


class DiskFiles:
    """One file per key, in 256 folders by the key's beginning; keys are random, names are never used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Write beside its place, then move it there: a crash leaves a draft, never half a file."""
        key = secrets.token_hex(20)
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        draft = path.with_suffix(_DRAFT)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(seal_bytes(content))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _settle(path.parent)
        return key

    def get(self, key: str) -> bytes:
        """Return a file as it was put; raises FileMissing."""
        try:
            return unseal_bytes(self._path(key).read_bytes())
        except FileNotFoundError as error:
            raise FileMissing(key) from error

    def delete(self, key: str) -> None:
        """Remove a file; one that is gone is no mistake."""
        self._path(key).unlink(missing_ok=True)

    def keys(self, before: datetime) -> Iterator[str]:
        """Yield keys of files written before an instant, and take away drafts that a crash left."""
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime >= before.timestamp():
                    continue
                if path.suffix == _DRAFT:
                    path.unlink()
                else:
                    yield path.name

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise FileMissing(key)
        return self._folder / key[:2] / key


def _settle(folder: Path) -> None:
    """Let the disk keep the folder's new entry, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
