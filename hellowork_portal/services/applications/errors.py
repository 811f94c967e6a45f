"""What can stand in the way of an application."""

from hellowork_portal.kit.errors import PortalError


class ApplicationUnknown(PortalError):
    """There is no such application for whoever asks; somebody else's is answered alike."""

    code = "application_unknown"


class ApplicationChanged(PortalError):
    """Somebody has acted on it meanwhile; `state` is what it is now."""

    code = "application_changed"
