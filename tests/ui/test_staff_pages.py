"""What pages of the staff side offer, as the browser's script has it."""

import json
import re

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.ui.citizen.not_found.page import not_found
from hellowork_portal.ui.staff.join.codes_page import staff_join_codes
from hellowork_portal.ui.staff.people.parts import invitation
from hellowork_portal.ui.staff.people.state import PeopleState
from hellowork_portal.ui.staff.sign_in.code_page import staff_code
from tests.ui.test_components import every


def links_of(component: object) -> set[str]:
    """Return where the links of a page's contents lead, those of its frame left out."""
    (main,) = every(component, "main")  # type: ignore[arg-type]
    return set(re.findall(r'\bto:"([^"]+)"', str(main)))


def test_an_unknown_address_leads_to_the_home_of_its_side() -> None:
    (choice,) = not_found().children
    assert f'.startsWith("{routes.STAFF}/")' in str(choice.cond)  # type: ignore[attr-defined]
    theirs, citizens = choice.children
    assert links_of(theirs) == {routes.STAFF}
    assert links_of(citizens) == {routes.HOME, routes.LOOKUP}


def test_the_second_step_has_a_way_to_another_account() -> None:
    actions = re.findall(r'\baction:"([^"]+)"', str(staff_code()))
    assert actions.count(routes.DO_STAFF_OTHER) == 1


def test_the_first_recovery_codes_are_not_said_to_be_shown_once() -> None:
    shown = str(staff_join_codes())
    assert json.dumps(say("en", "staff.join.codes_until")) in shown
    assert json.dumps(say("en", "staff.codes.once")) not in shown


def test_the_form_and_its_button_say_for_which_office_one_invites() -> None:
    form = invitation(PeopleState)
    (heading,), (button,) = every(form, "h2"), every(form, "button")
    assert say("en", "staff.people.inviting", office="") in str(heading)
    assert say("en", "staff.people.inviting_nationally") in str(heading)
    assert '.view_rx_state_?.["office"]' in str(heading), "the office of the list"
    assert 'id:"inviting"' in str(heading)
    assert 'describedby":"inviting"' in str(button)
