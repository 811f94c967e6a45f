"""Whether tables and data are what these very sources make of them: then nothing waits for them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from hellowork_portal.start.frontend import sources_mark
from hellowork_portal.start.places import ROOT, data_dir

_MIGRATIONS = ROOT / "alembic"
_NAMED = ("PORTAL_DATABASE_URL", "PORTAL_DATA_DIR")


def is_prepared(settings: Mapping[str, str]) -> bool:
    """Whether the last preparation ended well with the sources, migrations and database of now.

    It is repeated at every start (slots of new days); but where this holds, the portal finds its
    tables while that goes on.
    """
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == _mark(settings)


def note_prepared(settings: Mapping[str, str]) -> None:
    """Remember that a preparation has ended well."""
    _stamp().write_text(_mark(settings))


def _stamp() -> Path:
    """Lies with the data: whoever takes that away takes the stamp, too."""
    return data_dir() / "prepared.stamp"


def _mark(settings: Mapping[str, str]) -> str:
    digest = hashlib.sha256(sources_mark(settings).encode())
    digest.update(repr([settings.get(name, "") for name in _NAMED]).encode())
    for path in sorted(_MIGRATIONS.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
