"""What can go wrong around the accounts of staff."""

from hellowork_portal.kit.errors import PortalError


class WrongCode(PortalError):
    """The code of the authenticator, or the recovery code, was not this; says neither why."""

    code = "staff_code_wrong"


class NotYourself(PortalError):
    """Nobody changes their own roles, closes or resets their own account: somebody else does."""

    code = "staff_not_yourself"


class RoleExists(PortalError):
    """This member of staff has the role at this office already."""

    code = "staff_role_exists"


class RoleOver(PortalError):
    """The role has ended meanwhile; the page shows how things stand now."""

    code = "staff_role_over"
