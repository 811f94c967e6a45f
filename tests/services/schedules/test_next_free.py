"""The first day with a seat, for many offerings at once."""

from sqlmodel import Session

from hellowork_portal.models import OfficeClosure
from hellowork_portal.services.schedules.next_free import next_free
from tests.factories import NOW, Desk, at, make_offering, make_office, make_procedure, make_slot
from tests.factories.places import kept


def test_an_offices_own_closure_closes_no_other_office(desk: Desk) -> None:
    def make(session: Session) -> list[int]:
        procedure, ids = make_procedure(session), []
        for code in ("13010", "13020"):
            office = make_office(session, code)
            offering = make_offering(session, office, procedure)
            for day in (1, 2):
                make_slot(session, offering, at(day))
            ids.append(offering.id)
        kept(session, OfficeClosure, office_id=office.id, on_day=at(1).date(), reason={"ja": "停電"})
        return ids

    open_office, closed_office = desk.do(make)
    found = desk.see(next_free, [open_office, closed_office], NOW)
    assert found == {open_office: "2026-12-02", closed_office: "2026-12-03"}
