"""What the portal needs from whoever looks into a file that somebody sends, and how it says no."""

from dataclasses import dataclass, field
from typing import Protocol

from hellowork_portal.kit.errors import PortalError


class AttachmentEmpty(PortalError):
    """No file was chosen, or it has no content."""

    code = "attachment_empty"


class AttachmentTooBig(PortalError):
    """It is longer than `most` megabytes."""

    code = "attachment_too_big"


class AttachmentUnfit(PortalError):
    """By its content it is none of the kinds that are taken."""

    code = "attachment_unfit"


class AttachmentBroken(PortalError):
    """It begins like one of the kinds, but cannot be read."""

    code = "attachment_broken"


class AttachmentLocked(PortalError):
    """A PDF that asks for a password."""

    code = "attachment_locked"


class AttachmentActive(PortalError):
    """A PDF that holds programs, forms that send or other files."""

    code = "attachment_active"


class AttachmentTooLong(PortalError):
    """A PDF with more than `most` pages."""

    code = "attachment_too_long"


class AttachmentTooLarge(PortalError):
    """A picture with more than `most` million pixels."""

    code = "attachment_too_large"


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it says: its content as it may be kept and shown, never as it came in."""

    media_type: str
    content: bytes = field(repr=False)
    page_count: int = 0


class FileChecker(Protocol):
    """Looks into files; slow, so never inside a transaction or on the event loop."""

    def check(self, content: bytes) -> CheckedFile:
        """Return what may be kept, by content and not by name; raises one of the errors above."""
        ...
