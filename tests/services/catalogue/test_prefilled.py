"""A form shows what is known of the person in every box that was never touched."""

from hellowork_portal.services.reservations import answers, holds
from tests.services.catalogue.conftest import Portal, held

COUNSELLING = "interview_counselling"


def telephone(portal: Portal, hold: int) -> str:
    view = portal.ask(answers.hold_form, hold_id=hold, errors={})
    boxes = {one.id: one.value for page in view.pages for part in page.sections for one in part.fields}
    return boxes["telephone"]


def test_a_box_filled_from_the_profile_stays_filled_when_another_is_typed_into(portal: Portal) -> None:
    hold = held(portal, COUNSELLING)
    known = telephone(portal, hold)
    portal.act(holds.keep_draft, hold_id=hold, typed={"topics.job_search": "on"})
    assert known
    assert telephone(portal, hold) == known


def test_a_box_that_was_emptied_stays_empty(portal: Portal) -> None:
    hold = held(portal, COUNSELLING)
    portal.act(holds.keep_draft, hold_id=hold, typed={"telephone": ""})
    assert telephone(portal, hold) == ""
