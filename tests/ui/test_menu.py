"""The menu of every citizens' page leads to both services and to everything that the guide names."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.ui.shell.menu import menu

ENTRIES = {
    "frame.menu.register": routes.REGISTER,
    "frame.menu.sign_in": routes.SIGN_IN,
    "frame.menu.my": routes.MY_PAGE,
    "frame.menu.procedures": routes.PROCEDURES,
    "frame.menu.apply": routes.APPLY,
    "frame.menu.lookup": routes.LOOKUP,
    "frame.menu.offices": routes.OFFICES,
    "frame.menu.guide": routes.GUIDE,
    "frame.menu.faq": routes.FAQ,
}


def links(drawn: Any) -> Iterator[tuple[str, str]]:
    """Yield what a link says and where it leads, of everything below."""
    if not isinstance(drawn, dict):
        return
    if drawn.get("name") == "ReactRouterLink":
        yield str(drawn["children"]), str(drawn["props"])
    for part in (*drawn.get("children", ()), drawn.get("true_value"), drawn.get("false_value")):
        yield from links(part)


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_of_the_menu_leads_where_it_says(key: str) -> None:
    word = json.dumps(say("ja", key)).replace("\\", "\\\\")
    (props,) = [props for said, props in links(menu().render()) if f"ja:{word}" in said]
    assert f'to:"{ENTRIES[key]}"' in props
