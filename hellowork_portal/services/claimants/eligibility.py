"""What staff set about one person by hand (domain.md §1): the online right, days of the benefit, marks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Claimant, ClaimantBenefit
from hellowork_portal.services.audit.service import private, record
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.eligibility_boxes import (
    BENEFIT,
    PERSON,
    known_of,
    read_eligibility,
    revision_of,
)
from hellowork_portal.services.claimants.records import claimant_at, hold_office, locked_claimant


def save_eligibility(
    session: Session,
    *,
    principal: Principal,
    claimant_id: int,
    seen: str,
    form: Mapping[str, Any],
    now: datetime,
) -> bool:
    """Write what staff of the record's office typed; an empty box is unknown.

    Return False where nothing differs, as by a second click. `seen` is the revision that the page
    had. It holds at once: who may not file any more is told so when they do; what is booked or filed
    stays, days that are noted and cases that are decided too. Raises Invalid with each error at its
    box, ClaimantChanged, ClaimantUnknown.
    """
    office_id = claimant_at(session, principal, claimant_id).office_id
    typed = read_eligibility(form)
    hold_office(session, office_id)
    claimant = locked_claimant(session, claimant_id)
    benefit = session.get(ClaimantBenefit, claimant_id, with_for_update=True, populate_existing=True)
    known = known_of(claimant, benefit)
    after = {name: value for name, value in typed.items() if known[name] != value}
    if not after:
        return False
    if revision_of(known) != seen:
        raise errors.ClaimantChanged
    _write(session, claimant, benefit or ClaimantBenefit(claimant_id=claimant_id, changed_at=now), after, now)
    told = private(before={name: known[name] for name in after}, after=after)
    record(session, principal, "claimant.eligibility_changed", ("claimant", claimant_id), now=now, **told)
    return True


def _write(
    session: Session, claimant: Claimant, benefit: ClaimantBenefit, after: Mapping[str, Any], now: datetime
) -> None:
    for name in after:
        setattr(claimant if name in PERSON else benefit, name, after[name])
    if any(name in BENEFIT for name in after):
        benefit.revision, benefit.changed_at = (benefit.revision or 0) + 1, now
        session.add(benefit)
    session.flush()
