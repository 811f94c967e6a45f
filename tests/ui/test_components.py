"""The pieces that pages are made of: what they promise to people and to page authors."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

from hellowork_portal.kit import i18n
from hellowork_portal.ui import theme
from hellowork_portal.ui.components import buttons, calendar, choices, fields, layout, native, notices
from hellowork_portal.ui.components.calendar_views import MonthCells
from hellowork_portal.ui.components.connection import app_wraps
from hellowork_portal.ui.components.form_field import confirm_sections, form_error_summary, form_sections
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.session_warning import session_warning
from hellowork_portal.ui.shell.prose import prose

UI = Path(theme.__file__).parent
ASSETS = UI.parents[1] / "assets"
COLOUR = re.compile(
    r"\b(?:bg|text|border|accent|fill|stroke)-(?:\w+-)?(?:key|blue|red|green|yellow|gray|white|black|error)\b"
)
MY_FILES = ("components", "frame", "home", "static")


class Stub(rx.State):
    """A state like a page's, so that components meet real vars."""

    is_on: bool = False
    ends_ms: int = 0
    word: str = ""
    error: dict[str, str] = {}
    lines: list[fields.ErrorLine] = []
    month: MonthCells = MonthCells()

    @rx.event
    def pick(self, value: str):
        """Take a day."""

    @rx.event
    def turn(self, months: int):
        """Turn the month."""


def props_of(component: Any) -> str:
    """Return a component as the script that the browser runs."""
    return str(component)


def every(component: rx.Component, tag: str) -> list[rx.Component]:
    """Return all elements of a tag below a component."""
    found = [component] if getattr(component, "tag", None) == tag else []
    return found + [
        inner
        for child in component.children
        if isinstance(child, rx.Component)
        for inner in every(child, tag)
    ]


def attribute(component: rx.Component, name: str) -> str:
    """Return an attribute as script; empty where it is not set."""
    value = getattr(component, name, None)
    value = component.custom_attrs.get(name.replace("_", "-")) if value is None else value
    return "" if value is None else str(value)


def as_script(key: str) -> str:
    """Return a Japanese text as it stands in a script."""
    return json.dumps(i18n.without_readings(i18n.marked("ja", key)))[1:-1]


def test_a_button_never_sends_a_form_by_accident() -> None:
    assert attribute(buttons.primary("x"), "type") == '"button"'
    assert attribute(buttons.primary("x", type="submit"), "type") == '"submit"'


def test_a_label_with_readings_stays_one_piece_inside_a_button() -> None:
    button = buttons.primary(rx.fragment("a", rx.el.ruby("b")), drawing="search")
    assert [child.tag for child in button.children if isinstance(child, rx.Component)] == ["svg", "span"]


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    shown = fields.text_input("mail", "Mail", help="Help", error=Stub.error, required=True)
    box = every(shown, "input")[0]
    script = props_of(shown)
    assert "mail-help mail-error" in attribute(box, "aria_describedby")
    assert 'id:"mail-help"' in script
    assert 'id:"mail-error"' in script
    assert '"true"' in attribute(box, "aria_invalid")
    assert '"false"' in attribute(box, "aria_invalid")
    assert attribute(every(shown, "label")[0], "html_for") == '"mail"'
    assert as_script("components.field.required") in script


def test_an_optional_field_is_not_called_required() -> None:
    assert as_script("components.field.required") not in props_of(fields.text_input("a", "A"))


def test_a_password_box_is_concealed_and_never_sent_for_its_conditions() -> None:
    shown = choices.password_input("password", "P", conditions=choices.password_conditions("password"))
    box = every(shown, "input")[0]
    assert attribute(box, "type") == '"password"'
    assert "password-conditions" in attribute(box, "aria_describedby")
    assert not box.event_triggers


def test_a_group_of_choices_carries_its_id_and_one_name() -> None:
    shown = choices.radio_inputs("how", "How", [("a", "A"), ("b", "B")], error=Stub.error)
    radios = every(shown, "input")
    assert attribute(every(shown, "fieldset")[0], "id") == "how"
    assert {attribute(one, "name") for one in radios} == {'"how"'}
    assert len({attribute(one, "id") for one in radios}) == 2


def test_the_error_summary_links_to_the_fields() -> None:
    script = props_of(fields.error_summary(Stub.lines))
    assert "ErrorBox" in script
    assert '"#"' in script
    assert "lines" in script


def test_an_alert_is_a_region_before_it_says_anything() -> None:
    area = notices.alert_line(Stub.word)
    assert attribute(area, "role") == '"alert"'


@pytest.mark.parametrize("kind", theme.KINDS)
def test_a_notice_says_its_kind_in_words_and_shape(kind: str) -> None:
    script = props_of(notices.notice(kind, "Heading"))
    assert as_script(f"components.kind.{kind}") in script
    assert 'jsx("svg"' in script


def test_a_drawing_is_silent() -> None:
    assert '"aria-hidden":"true"' in props_of(icon("info"))


def test_a_step_strip_marks_one_step() -> None:
    script = props_of(layout.steps(2, "a", "b", "c"))
    assert script.count('"aria-current":"step"') == 1
    assert script.count(as_script("components.steps.done")) == 1


def test_a_native_form_is_posted_by_the_browser() -> None:
    form = native.native_form(native.hidden("next", "/my"), action="/session/sign-out")
    assert form.tag == "form"
    assert attribute(form, "action") == '"/session/sign-out"'
    assert attribute(form, "method") == '"post"'
    assert not form.event_triggers


def test_a_link_inside_the_page_is_no_router_link() -> None:
    assert native.native_link("x", "#main").tag == "a"
    assert buttons.link_plain("x", "/guide").tag != "a"


def test_the_month_has_six_weeks_of_seven_days() -> None:
    table = calendar.month_calendar(Stub.month, Stub.pick, Stub.turn)
    rows = every(table, "tr")
    script = props_of(table)
    assert len(rows) == 7
    assert len(every(rows[0], "th")) == 7
    assert all(f".slice({start},{start + 7})" in re.sub(r"\s", "", script) for start in range(0, 42, 7))
    assert '"day-"' in script


def test_the_day_with_the_focus_lies_above_its_neighbours() -> None:
    """Each day is positioned, so a later one would cover the right and lower side of its ring."""
    script = props_of(calendar.month_calendar(Stub.month, Stub.pick, Stub.turn))
    looks = [look.split() for look in re.findall(r'className:"([^"]*)"', script) if "min-h-16" in look]
    days = [look for look in looks if "cursor-pointer" in look]
    assert days
    assert all({"relative", "focus-visible:z-10"} <= set(look) for look in days)


def test_only_days_that_can_be_opened_send_an_event() -> None:
    script = re.sub(r"\s", "", props_of(calendar.month_calendar(Stub.month, Stub.pick, Stub.turn)))
    guarded = re.findall(r"onClick:\(?\(?[^;]{0,400}?is_bookable", script)
    assert len(guarded) == 6, "one guard in each of six weeks"
    assert json.dumps("×") in script


def test_the_session_warning_is_for_signed_in_people_only() -> None:
    pick: Any = Stub.pick("x")
    warning = session_warning(
        Stub.is_on,
        Stub.ends_ms,
        Stub.is_on,
        on_check=pick,
        on_stay=pick,
        gone_href="/gone",
        is_guest=Stub.is_on,
    )
    script = props_of(warning)
    assert script.index("is_on") < script.index("SessionWarning")


def test_a_broken_page_and_a_lost_line_speak_our_words() -> None:
    wraps = app_wraps()
    scripts = [props_of(make(True)) for make in wraps.values()]
    assert any(as_script("components.broken.title") in script for script in scripts)
    assert any(as_script("components.connection.lost") in script for script in scripts)
    assert wraps[5, "Overlay"](False) is None


class FormStub(rx.State):
    """A state that holds a form, as the pages do."""

    from hellowork_portal.forms.views import ConfirmSection, FormView

    view: FormView = FormView([], [], [])
    rows: list[ConfirmSection] = []

    @rx.event
    def changed(self, name: str, value: str):
        """Take a change."""


def test_every_widget_of_the_form_engine_is_drawn() -> None:
    from hellowork_portal.forms.field_types.base import Widget

    script = props_of(form_sections(FormStub.view))
    drawn = {widget for widget in Widget if f'("{widget.value}")' in script}
    assert drawn == set(Widget) - {Widget.LINE}, "a line is what every other widget falls back to"


def test_forms_and_their_summaries_and_answers_render() -> None:
    assert "ErrorBox" in props_of(form_error_summary(FormStub.view))
    assert '"dt"' in props_of(confirm_sections(FormStub.rows))


@pytest.mark.parametrize("name", ["guide", "join", "privacy", "terms"])
def test_long_texts_have_headings_that_their_contents_lead_to(name: str) -> None:
    script = props_of(prose(name))
    links = set(re.findall(r'"#(part-\d+)"', script))
    anchors = set(re.findall(r'id:"(part-\d+)"', script))
    assert links
    assert links == anchors


def test_only_the_theme_names_colours() -> None:
    files = [path for path in UI.rglob("*.py") if not path.name.startswith("theme")]
    assert {path.name for path in files if COLOUR.search(path.read_text(encoding="utf-8"))} == set()


def test_no_two_parts_of_the_theme_name_the_same() -> None:
    """They are read as one: the later would take the name from the earlier in silence."""
    named = [
        name
        for path in sorted(UI.glob("theme*.py"))
        for name in re.findall(r"^([A-Z][A-Z_]+)\b.* = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(named) > 100
    assert sorted({name for name in named if named.count(name) > 1}) == []


@pytest.mark.parametrize("name", MY_FILES)
def test_every_text_has_the_same_parameters_in_every_language(name: str) -> None:
    texts = [
        json.loads((i18n.LOCALES / language / f"{name}.json").read_text(encoding="utf-8"))
        for language in i18n.LANGUAGES
    ]
    found = [{key: set(i18n.PARAMETER.findall(text)) for key, text in one.items()} for one in texts]
    assert found[0] == found[1] == found[2]


def test_the_decision_record_lists_every_client_module() -> None:
    record = (UI.parents[1] / "docs" / "decisions" / "0008-client-modules.md").read_text(encoding="utf-8")
    modules = [path.name for path in ASSETS.iterdir() if path.suffix in {".js", ".jsx"}]
    assert [name for name in modules if f"`{name}`" not in record] == []
