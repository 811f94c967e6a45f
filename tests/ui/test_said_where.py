"""Pages say what is true where it stands: no box that is not there, no mark without its meaning."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import marked
from hellowork_portal.ui.citizen.change import confirm_page, parts
from hellowork_portal.ui.citizen.change.confirm_state import ChangeConfirmState
from hellowork_portal.ui.citizen.guest import claim_page
from hellowork_portal.ui.citizen.interview import page as interview_page
from hellowork_portal.ui.citizen.lookup import detail_page
from hellowork_portal.ui.citizen.lookup import page as lookup_page
from hellowork_portal.ui.citizen.my import page as my_page
from hellowork_portal.ui.components.calendar import legend


def says(component: Any, key: str) -> bool:
    return marked("en", key).split("{")[0] in str(component)


@pytest.mark.parametrize(
    "build",
    [
        detail_page.reservation,
        interview_page.interview,
        lambda: parts.missing_or_waiting(ChangeConfirmState),
    ],
)
def test_a_page_without_a_search_speaks_of_no_blank_box(build: Any) -> None:
    page = build()
    assert says(page, "detail.not_found_body")
    assert not says(page, "lookup.none_body")


def test_every_word_in_a_cell_has_its_meaning_below() -> None:
    assert all(says(legend(), f"components.mark.{code}") for code in ("not_yet", "day_off"))


def test_a_claim_can_be_left_undone() -> None:
    page = claim_page.claim()
    assert says(page, "guest.claim.back")
    assert f'"{routes.LOOKUP}"' in str(page)


def test_my_page_says_that_a_number_can_be_added() -> None:
    assert says(my_page.my_page(), "access.my.no_number")


def test_a_lookup_that_finds_nothing_is_read_out_as_that() -> None:
    assert str(lookup_page.lookup()).count(marked("en", "lookup.none")) == 2


def test_the_page_of_the_interview_says_when_its_buttons_come() -> None:
    page = interview_page.interview()
    assert all(says(page, key) for key in ("interview.lead.early", "interview.phone.early"))


def test_no_line_of_a_change_ends_in_a_lonely_dot() -> None:
    assert '" ・ "' not in str(confirm_page.change_confirm())
