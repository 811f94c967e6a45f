"""Sections of 「手続き一覧」: the form, the offices by prefecture, the results."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.search.regions import regions
from hellowork_portal.ui.citizen.search.state import SearchState
from hellowork_portal.ui.citizen.search.views import MODES, PREFECTURES, PURPOSES
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import described, field, select_input
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import asking_form
from hellowork_portal.ui.texts import bracketed, compiled, t, tr, worded

_seen: Shown = SearchState

_OFFICES = "offices"


def search_form() -> rx.Component:
    """Return the form; what is looked for stands in the address, so it works before the script arrives."""
    return asking_form(
        rx.el.div(_box(), _conditions(), rx.el.div(_button()), class_name="flex flex-col gap-4"),
        action=routes.PROCEDURES,
        aria_label=t("search.form.label"),
        on_submit=SearchState.submit,
        class_name=theme.GREY,
    )


def _box() -> rx.Component:
    """Return the box; it has no key, so that the focus stays in it when Enter was pressed."""
    box = rx.el.input(
        id="q",
        type="search",
        name="q",
        default_value=_seen.query,
        max_length=100,
        auto_complete="off",
        enter_key_hint="search",
        class_name=theme.joined(theme.CONTROL, "max-w-[44rem]"),
        **described("q", None, required=False),
    )
    return field("q", tr("search.query"), box, help=tr("search.query.help"))


def _button() -> rx.Component:
    return primary(tr("search.button"), drawing="search", type="submit", class_name="w-full desktop:w-auto")


def _conditions() -> rx.Component:
    """Return what narrows the list down; open while any of it is in force."""
    prefectures = [(code, compiled(name, in_brackets=True)) for code, name in PREFECTURES.items()]
    purposes = [(code, bracketed(f"search.purpose.{code}")) for code in PURPOSES]
    choices = rx.el.div(
        _choice("purpose", purposes, _seen.purpose),
        _choice("prefecture", prefectures, _seen.prefecture),
        _choice("mode", [(code, bracketed(f"reserve.mode.{code}")) for code in MODES], _seen.mode),
        class_name="grid gap-x-6 gap-y-4 pt-3 desktop:grid-cols-3",
    )
    return rx.el.details(
        _opener(tr("search.filters")),
        choices,
        open=(_seen.purpose != "") | (_seen.prefecture != "") | (_seen.mode != ""),
        class_name="group",
    )


def _choice(name: str, options: list[tuple[str, rx.Var]], chosen: Shown) -> rx.Component:
    everything = ("", bracketed("search.any"))
    return select_input(name, tr(f"search.{name}"), [everything, *options], default_value=chosen)


def prefecture_picker() -> rx.Component:
    """Return the prefectures as links by region: the way in for those who would rather not type."""
    choices = rx.el.div(
        rx.el.p(tr("search.picker.help"), class_name=theme.HELP),
        regions(lambda code: f"{routes.with_query(routes.PROCEDURES, prefecture=code)}#{_OFFICES}", _OFFICES),
        class_name="flex flex-col gap-4 pt-4",
    )
    return rx.el.details(_opener(tr("search.picker")), choices, class_name="group")


def _opener(*words_shown: Any) -> rx.Component:
    return rx.el.summary(
        icon("next", 20, "transition-transform group-open:rotate-90"),
        rx.el.span(*words_shown),
        class_name=theme.joined(theme.LINK_LINE, "cursor-pointer"),
    )


def offices() -> rx.Component:
    """Return the offices of the prefecture picked, as links that narrow the list down to one."""
    return rx.el.div(
        _offices_picked(), id=_OFFICES, tab_index=-1, role="group", aria_label=t("search.picker")
    )


def _offices_picked() -> rx.Component:
    return rx.cond(
        _seen.offices,
        rx.el.details(
            _opener(
                tr("search.offices", prefecture=_chosen_prefecture()),
                " (",
                tr("search.offices.count", count=_seen.offices.length()),
                ")",
            ),
            rx.el.ul(
                rx.foreach(_seen.offices, _office_link),
                class_name="grid gap-x-6 list-none pt-2 min-[40rem]:grid-cols-2 desktop:grid-cols-3",
            ),
            open=True,
            class_name="group",
        ),
    )


def _chosen_prefecture() -> rx.Var:
    names = [(code, compiled(name)) for code, name in PREFECTURES.items()]
    name: Shown = rx.match(_seen.prefecture, *names, "")
    return name.to(str)


def _office_link(office: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            worded(office.name),
            href=office.href,
            aria_current=rx.cond(office.is_chosen, "true", "false"),
            class_name=theme.joined(theme.LINK, "py-2.5 aria-[current=true]:font-bold"),
        )
    )
