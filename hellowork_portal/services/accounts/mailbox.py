"""Whether one's address takes our mail."""

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Delivery, DeliveryState

_MAIL, _PERSON = table_of(Delivery), table_of(Applicant)
_SETTLED = (DeliveryState.SENT, DeliveryState.REFUSED)


def refuses_mail(session: Session, *, principal: Principal) -> bool:
    """Whether the latest letter to the person's present address was refused for good."""
    latest = (
        select(_MAIL.c.state)
        .join(_PERSON, _PERSON.c.id == _MAIL.c.applicant_id)
        .where(_PERSON.c.id == principal.applicant_id, _MAIL.c.recipient == _PERSON.c.mail_address)
        .where(_MAIL.c.state.in_(_SETTLED))
        .order_by(_MAIL.c.id.desc())
        .limit(1)
    )
    return session.connection().scalar(latest) == DeliveryState.REFUSED
