"""What can stand in the way of a 認定日, its calendar, and requests to change it."""

from hellowork_portal.kit.errors import PortalError


class SettingUnknown(PortalError):
    """There is no dated setting of this `code`; `known` names those there are."""

    code = "staff_setting_unknown"


class SettingWrong(PortalError):
    """A dated setting's value lacks something or has something that cannot be; `names` says what."""

    code = "staff_setting_wrong"
