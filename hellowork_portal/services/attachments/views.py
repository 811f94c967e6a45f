"""Files as people see them; plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class AttachmentLine:
    """A file of a case: `href` is empty until it may be opened; an image can be looked at in the browser."""

    id: int
    name: str
    facts: Words
    """Kind, size, pages, when it came."""
    state: str
    state_words: Words
    note: Words = field(default_factory=dict)
    href: str = ""
    look_href: str = ""
    can_remove: bool = False


@dataclass(frozen=True)
class AttachmentList(Unchanging):
    """The files of a case; `owner_kind` and `owner_id` go back with a form that adds one."""

    owner_kind: str = ""
    owner_id: int = 0
    lines: list[AttachmentLine] = field(default_factory=list)
    takes_files: bool = False
    is_full: bool = False
    limits: Words = field(default_factory=dict)


@dataclass(frozen=True)
class OpenedFile:
    """A file to be sent: under which key it lies, and what the browser is told of it."""

    store_key: str = field(repr=False)
    name: str = field(repr=False)
    media_type: str = ""
