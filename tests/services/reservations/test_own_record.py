"""What the office's record of a person says of their 認定日."""

from datetime import timedelta

from sqlmodel import Session

from hellowork_portal.models import Applicant
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.reservations.service import own_record
from tests.factories import TODAY, make_applicant, make_claimant, principal_of
from tests.services.reservations.conftest import Scene

FIRST, SECOND, NEW = (TODAY + timedelta(days=days) for days in (3, 31, 5))


def test_an_approved_day_is_told_from_the_others_with_the_day_it_stands_for(scene: Scene) -> None:
    def make(session: Session) -> Applicant:
        person = make_applicant(session, "claimant@example.jp")
        claimant = make_claimant(session, scene.office, person, days=[FIRST, SECOND])
        replace_day(session, claimant.id or 0, FIRST, NEW, is_approved=True)
        return person

    record = scene.see(own_record, principal=principal_of(scene.do(make)))
    assert record is not None
    assert sorted(record.days) == [NEW, SECOND]
    assert record.moved == {NEW: FIRST}
