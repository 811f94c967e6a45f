"""Procedures of the catalogue become rows; a second time nothing happens."""

import pytest
from sqlalchemy import update

from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Office, Procedure, ProcedureVersion, ScheduleTemplate
from hellowork_portal.services.procedures.definitions import VersionUnknown, definition_of
from hellowork_portal.services.procedures.offerings import offering_head
from hellowork_portal.services.procedures.search import search
from hellowork_portal.services.procedures.search_index import index_of
from hellowork_portal.services.procedures.service import OfficeUnknown, load_procedures
from hellowork_portal.services.schedules.rules import wave_of
from tests.factories import NOW, Desk, make_definition, make_office


def changed(definition: ProcedureDefinition, **changes: object) -> ProcedureDefinition:
    data = definition.model_dump(mode="json", by_alias=True)
    return ProcedureDefinition.model_validate(data | changes)


def test_every_office_offers_what_is_offered_at_all_with_its_schedule(shipped: Desk):
    procedures = shipped.rows(Procedure, kind="interview")
    assert {row.code for row in procedures} == {"interview_certification", "interview_counselling"}
    for procedure in procedures:
        offerings = shipped.rows(Offering, procedure_id=procedure.id)
        assert len(offerings) == 514
        assert [row.opens_at_minute for row in offerings] == [wave_of(row.office_id) for row in offerings]
    (first, *_) = shipped.rows(Offering)
    stretches = shipped.rows(ScheduleTemplate, offering_id=first.id)
    assert {row.weekday for row in stretches} == {0, 1, 2, 3, 4}
    assert {(row.from_minute, row.to_minute) for row in stretches} == {(540, 720), (780, 990)}


def test_an_application_is_filed_without_an_offering_and_search_does_not_meet_it(shipped: Desk):
    application = shipped.row(Procedure, code="declaration")
    assert application.is_published
    assert shipped.rows(ProcedureVersion, procedure_id=application.id)
    assert shipped.rows(Offering, procedure_id=application.id) == []
    found = shipped.see(lambda session: search(session, query="失業認定", now=NOW))
    assert {one.procedure_code for one in found.results} == {"interview_certification"}
    index = shipped.see(index_of)
    assert {kind.code for kind in index.kinds.values()} == {
        "interview_certification",
        "interview_counselling",
    }


def test_loading_again_writes_nothing(shipped: Desk):
    assert shipped.do(load_procedures, load_catalogue(), now=NOW) == 0


def test_a_changed_definition_is_a_new_version_and_the_old_one_stays_readable(desk: Desk):
    old = make_definition("counselling", "counselling")
    new = changed(old, name={"ja": "新しい面談"})
    desk.do(make_office)
    desk.do(load_procedures, [old], now=NOW)
    assert desk.do(load_procedures, [new], now=NOW) == 1
    assert [row.number for row in desk.rows(ProcedureVersion)] == [1, 2]
    first, second = desk.rows(ProcedureVersion)
    assert desk.see(definition_of, first.id) == old
    assert desk.see(definition_of, second.id) == new


def test_going_back_to_an_old_text_is_a_third_version(desk: Desk):
    old = make_definition("counselling", "counselling")
    desk.do(load_procedures, [old], now=NOW)
    desk.do(load_procedures, [changed(old, name={"ja": "別の名前"})], now=NOW)
    desk.do(load_procedures, [old], now=NOW)
    assert [row.number for row in desk.rows(ProcedureVersion)] == [1, 2, 3]


def test_an_unknown_version_is_an_error(desk: Desk):
    with pytest.raises(VersionUnknown):
        desk.see(definition_of, 99)


def test_a_schedule_that_an_office_has_edited_is_left_alone(desk: Desk):
    definition = make_definition("counselling", "counselling")
    desk.do(make_office)
    desk.do(load_procedures, [definition], now=NOW)
    template = table_of(ScheduleTemplate)
    desk.do(lambda session: session.connection().execute(update(template).values(seats=7)))
    desk.do(make_office, "13020", name="ハローワーク乙")
    assert desk.do(load_procedures, [definition], now=NOW) == 1
    first, second = desk.rows(Offering)
    assert {row.seats for row in desk.rows(ScheduleTemplate, offering_id=first.id)} == {7}
    assert {row.seats for row in desk.rows(ScheduleTemplate, offering_id=second.id)} == {1}


def test_a_procedure_is_offered_only_where_its_definition_says(desk: Desk):
    definition = changed(make_definition("counselling", "counselling"), offered_at=["13020"])
    desk.do(make_office)
    with pytest.raises(OfficeUnknown):
        desk.do(load_procedures, [definition], now=NOW)
    desk.do(make_office, "13020", name="ハローワーク乙")
    desk.do(load_procedures, [definition], now=NOW)
    (offering,) = desk.rows(Offering)
    assert offering.office_id == desk.row(Office, code="13020").id


def test_the_head_of_an_offering_says_what_where_and_under_which_version(shipped: Desk):
    (offering, *_) = shipped.rows(Offering)
    head = shipped.see(offering_head, offering.id)
    assert head is not None
    assert head.name["ja"] == "面談予約（失業認定）"
    assert (head.office.name, head.office.prefecture) == ("ハローワーク札幌", "北海道")
    assert head.needs_claimant_number
    (version,) = shipped.rows(ProcedureVersion, procedure_id=offering.procedure_id)
    assert head.procedure_version_id == version.id
    assert shipped.see(offering_head, 999_999) is None
