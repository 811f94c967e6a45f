"""Why a delivery is not retried or stopped."""

from hellowork_portal.kit.errors import PortalError


class DeliveryUnknown(PortalError):
    """No job of the reader's offices has this id, or it has done its work; alike for others'."""

    code = "staff_delivery_unknown"


class DeliveryUnderWay(PortalError):
    """It is being worked on at this very moment."""

    code = "staff_delivery_under_way"


class DeliveryNeeded(PortalError):
    """A meeting's making is not stopped: the reservation itself is cancelled instead."""

    code = "staff_delivery_needed"
