"""Pure rules of files: when a case takes one, when one may be taken back, how long it is kept."""

from datetime import datetime, timedelta
from enum import StrEnum

from hellowork_portal.kit.text import without_invisible
from hellowork_portal.models import ApplicationState, DayChangeState

KEPT_AFTER_REMOVAL = timedelta(days=30)
"""How long the row of a removed file tells that there was one; its content goes at once."""
DRAFT_KEPT = timedelta(days=90)
"""How long a draft that nobody saves keeps its files."""
STRAY_AFTER = timedelta(hours=2)
"""When a file without a row is nobody's: longer than any upload takes."""
IMAGES = frozenset({"image/jpeg", "image/png"})
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_LONGEST_NAME = 100


class OwnerKind(StrEnum):
    """What a file can belong to."""

    APPLICATION = "application"
    DAY_CHANGE = "day_change"


def application_takes_files(state: str, opened_at: datetime | None) -> bool:
    """Whether a person may add files: while drafting, until staff open it, and when it was returned."""
    if state == ApplicationState.RECEIVED:
        return opened_at is None
    return state in (ApplicationState.DRAFT, ApplicationState.RETURNED)


def change_takes_files(state: str) -> bool:
    """Whether a request to move a 認定日 takes files: until it is answered."""
    return state == DayChangeState.ASKED


def may_be_removed(added_at: datetime, opened_at: datetime | None) -> bool:
    """Whether a person may take a file back: not what staff have had before them."""
    return opened_at is None or added_at > opened_at


def name_kept(name: str, media_type: str) -> str:
    """Return a file's name with the ending of what it is; HEIC is kept as JPEG, for one.

    Nothing in it turns round how it reads: `ab\u202egpj.exe` would end like a picture.
    """
    stem = without_invisible(name).replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    ending = _EXTENSIONS[media_type]
    return (stem.strip(". ")[: _LONGEST_NAME - len(ending)] or "file") + ending
