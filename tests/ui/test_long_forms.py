"""The widgets of long forms: given facts, days to be marked, rows, and their confirm view."""

import re
from datetime import date
from typing import Any

import pytest
import reflex as rx

from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.form_field import confirm_sections, form_page, form_sections
from hellowork_portal.ui.components.mark_calendar import MarkCalendar, MarkedMonths, _looks, _told
from hellowork_portal.ui.dev.form_state import DECLARATION, given_facts
from tests.ui.test_components import ASSETS, as_script, attribute, every


class LongFormStub(rx.State):
    """A state that holds a form, as the pages do."""

    view: FormView = FormView([], [], [])
    rows: list[ConfirmSection] = []


def script_of(component: Any) -> str:
    return str(component)


def test_a_form_has_the_calendar_and_the_rows() -> None:
    script = script_of(form_sections(LongFormStub.view))
    assert "jsx(MarkCalendar" in re.sub(r"\s", "", script)
    assert "jsx(Rows" in re.sub(r"\s", "", script)
    assert "row_keys" in script


def test_a_page_can_be_drawn_alone() -> None:
    script = script_of(rx.el.div(form_page(LongFormStub.view.pages[0])))
    assert "jsx(Rows" in re.sub(r"\s", "", script)


def test_buttons_of_rows_say_which_row_and_send_nothing() -> None:
    script = script_of(form_sections(LongFormStub.view))
    assert '"data-remove"' in script
    assert '"data-add"' in script
    buttons = every(rx.fragment(form_sections(LongFormStub.view)), "button")
    assert all(attribute(button, "type") == '"button"' for button in buttons)


@pytest.mark.parametrize("key", ["none", "closed", "list"])
def test_the_calendar_is_given_its_words(key: str) -> None:
    script = script_of(form_sections(LongFormStub.view))
    assert as_script(f"components.marks.{key}") in script


def test_the_confirm_view_draws_rows_and_months() -> None:
    script = re.sub(r"\s", "", script_of(confirm_sections(LongFormStub.rows)))
    assert "jsx(MarkedMonths" in script
    assert "records" in script


def test_every_look_that_the_module_asks_for_is_given() -> None:
    source = (ASSETS / "mark_calendar.jsx").read_text(encoding="utf-8")
    asked = set(re.findall(r"\blooks\.(\w+)", source))
    for component in (MarkCalendar, MarkedMonths):
        assert f"function {component.tag}(" in source
    assert asked == set(_looks())
    assert set(re.findall(r"\btold\.(\w+)", source)) == set(_told())


def test_targets_are_large_enough() -> None:
    """44 px: a day, a select of the list, the opener."""
    assert "min-h-14" in theme.MARKS_DAY
    assert "min-h-11" in theme.MARKS_SELECT
    assert "min-h-11" in theme.MARKS_OPENER


def test_the_reviewers_page_speaks_of_the_shipped_declaration() -> None:
    given = {field.id for field in DECLARATION.form.fields.values() if field.given}
    assert set(given_facts(date(2026, 11, 27))) == given
