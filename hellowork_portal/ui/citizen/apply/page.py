"""「電子申請」: one's own applications, and what one can apply for."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.own_parts import own_section, strangers
from hellowork_portal.ui.citizen.apply.state import ApplyState
from hellowork_portal.ui.citizen.apply.views import RESULTS, address
from hellowork_portal.ui.citizen.search.regions import regions
from hellowork_portal.ui.citizen.search.views import PREFECTURES
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, secondary
from hellowork_portal.ui.components.fields import described, field
from hellowork_portal.ui.components.folds import fold
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, card, section, stack, text, title
from hellowork_portal.ui.components.native import asking_form
from hellowork_portal.ui.components.notices import badge, empty_state, notice, skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import compiled, t, tr, worded, words

_seen: Shown = ApplyState
_WHO = ("kinds", "first", "window", "unknown")


@page(routes.APPLY, "apply.title", "apply.lead", load=ApplyState.open)
def apply() -> rx.Component:
    """Return the page; public, signed in or not."""
    return frame(
        title(tr("apply.title"), tr("apply.lead")),
        page_error(_seen),
        rx.cond(_seen.is_discarded, notice("success", tr("apply.discard.done"))),
        rx.cond(_seen.is_loaded, rx.cond(_seen.is_signed, own_section(), strangers()), skeleton(4)),
        rx.cond(_seen.has_record, _elsewhere(), _anywhere()),
    )


def _elsewhere() -> rx.Component:
    """Return what somebody need not see whose office is known: only that office takes what they file."""
    looked = rx.cond(_seen.query, _results())
    rest = stack(text(tr("apply.elsewhere.body")), _form(), looked)
    return fold(tr("apply.elsewhere"), rest, is_open=_seen.query != "")


def _anywhere() -> rx.Component:
    return rx.fragment(
        section(tr("apply.search"), _form()),
        _results(),
        section(tr("apply.who"), bullets(*[tr(f"apply.who.{one}") for one in _WHO])),
    )


def _form() -> rx.Component:
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
    form = asking_form(
        rx.el.div(
            field("q", tr("apply.search.box"), box, help=tr("apply.search.help")),
            rx.el.div(secondary(tr("apply.search.button"), drawing="search", type="submit")),
            class_name="flex flex-col gap-4",
        ),
        action=routes.APPLY,
        aria_label=t("apply.search"),
        on_submit=ApplyState.search,
        class_name=theme.GREY,
    )
    picker = rx.el.div(regions(_in_prefecture, RESULTS), class_name="pt-4")
    return stack(form, fold(tr("search.picker"), picker), gap="sm")


def _in_prefecture(code: str) -> Any:
    """Return the address of the offices of a prefecture: its name is what is looked for."""
    names = PREFECTURES[code] | {"ja-easy": PREFECTURES[code]["ja"]}
    return compiled({language: f"{address(name)}#{RESULTS}" for language, name in names.items()})


def _results() -> rx.Component:
    count = rx.el.p(
        rx.cond(_seen.is_loaded & (_seen.query != ""), tr("apply.results.count", total=_seen.total)),
        role="status",
        class_name="empty:hidden",
    )
    found = rx.fragment(rx.el.ul(rx.foreach(_seen.cards, _line), class_name=theme.LINES), _paging())
    nothing = empty_state(
        tr("apply.results.none"),
        tr("apply.results.none_body"),
        link_secondary(tr("apply.results.all"), routes.APPLY),
    )
    every = stack(rx.foreach(_seen.cards, _card), gap="md")
    shown = rx.cond(_seen.query, rx.cond(_seen.total, found, nothing), every)
    return rx.el.section(
        rx.el.h2(tr("apply.results"), id=RESULTS, tab_index=-1, class_name=theme.H2),
        count,
        rx.cond(_seen.is_loaded, shown, skeleton(6)),
        class_name=theme.STACK["md"],
    )


def _card(one: Shown) -> rx.Component:
    """Return a procedure on its own: at one's own office, or with the way to find that."""
    office = rx.el.p(worded(one.office), " ", badge(tr("apply.results.own"), "info"))
    begin = link_secondary(
        tr("apply.results.begin"),
        one.href,
        drawing="form",
        aria_label=t("apply.results.label", procedure=words(one.procedure), office=words(one.office)),
    )
    return card(
        rx.el.h3(worded(one.procedure), class_name=theme.H3),
        text(worded(one.summary)),
        rx.cond(one.href, rx.fragment(office, rx.el.div(begin)), text(tr("apply.results.which"))),
    )


def _line(one: Shown) -> rx.Component:
    """Return a procedure at an office as one line to press."""
    told = rx.el.span(
        rx.el.span(worded(one.office), class_name="block"),
        rx.el.span(worded(one.procedure), class_name="block font-normal"),
    )
    link = rx.el.a(told, icon("next", 20), href=one.href, class_name=theme.LINK_LINE)
    own = rx.cond(one.is_own, rx.el.span(badge(tr("apply.results.own"), "info")))
    return rx.el.li(rx.el.div(link), own, class_name=theme.LINE)


def _paging() -> rx.Component:
    step = rx.fragment(
        rx.cond(_seen.previous_page, link_plain(tr("apply.results.previous"), _seen.previous_page)),
        rx.cond(_seen.next_page, link_plain(tr("apply.results.next"), _seen.next_page)),
    )
    return rx.cond(
        (_seen.previous_page != "") | (_seen.next_page != ""),
        rx.el.nav(step, aria_label=t("apply.results.pages"), class_name=theme.WRAPPING),
    )
