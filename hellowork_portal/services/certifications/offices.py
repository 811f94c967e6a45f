"""The office that an address names, where the acting member works there."""

from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.services.offices.service import office_with_code
from hellowork_portal.services.offices.views import OfficeView


def office_at(session: Session, principal: Principal, code: str, *roles: Role) -> OfficeView:
    """Return the office of a code; raises NotAllowed for others' offices and unknown codes alike.

    services/staff knows the same and more, but stands above accounts, which ask for certifications.
    """
    office = office_with_code(session, code)
    if office is None:
        raise NotAllowed
    principal.check_at(office.id, *roles)
    return office
