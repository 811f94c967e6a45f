"""What can stand in the way of a file; what is wrong with its content stands in ports/file_checker."""

from hellowork_portal.kit.errors import PortalError


class AttachmentGone(PortalError):
    """There is no such file for whoever asks, or it may not be shown; others' are answered alike."""

    code = "attachment_gone"


class AttachmentClosed(PortalError):
    """Its case takes no files any more, or staff have this one before them already."""

    code = "attachment_closed"


class AttachmentAllFull(PortalError):
    """All files of a person together have reached `most` megabytes."""

    code = "attachment_all_full"


class AttachmentTooMany(PortalError):
    """The case has `most` files, which is all that it may have."""

    code = "attachment_too_many"
