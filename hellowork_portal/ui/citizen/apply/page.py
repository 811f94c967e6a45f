"""「電子申請」: one's own applications, and what one can apply for."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.own_parts import own_section, strangers
from hellowork_portal.ui.citizen.apply.state import ApplyState
from hellowork_portal.ui.citizen.apply.views import RESULTS
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, secondary
from hellowork_portal.ui.components.fields import described, field
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, title
from hellowork_portal.ui.components.native import asking_form
from hellowork_portal.ui.components.notices import badge, empty_state, skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import t, tr, worded, words

_seen: Shown = ApplyState
_WHO = ("kinds", "first", "window", "unknown")


@page(routes.APPLY, "apply.title", "apply.lead", load=ApplyState.open)
def apply() -> rx.Component:
    """Return the page; public, signed in or not."""
    return frame(
        title(tr("apply.title"), tr("apply.lead")),
        page_error(_seen),
        rx.cond(_seen.is_loaded, rx.cond(_seen.is_signed, own_section(), strangers()), skeleton(4)),
        section(tr("apply.who"), bullets(*[tr(f"apply.who.{one}") for one in _WHO])),
        section(tr("apply.search"), _form()),
        _results(),
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
    return asking_form(
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


def _results() -> rx.Component:
    count = rx.el.p(rx.cond(_seen.is_loaded, tr("apply.results.count", total=_seen.total)), role="status")
    found = rx.fragment(
        rx.el.ul(rx.foreach(_seen.cards, _card), class_name="flex flex-col gap-4 list-none"), _paging()
    )
    nothing = empty_state(
        tr("apply.results.none"),
        tr("apply.results.none_body"),
        link_secondary(tr("apply.results.all"), routes.APPLY),
    )
    return rx.el.section(
        rx.el.h2(tr("apply.results"), id=RESULTS, tab_index=-1, class_name=theme.H2),
        count,
        rx.cond(_seen.is_loaded, rx.cond(_seen.total, found, nothing), skeleton(6)),
        class_name=theme.STACK["md"],
    )


def _card(card: Shown) -> rx.Component:
    told = rx.el.div(
        rx.el.h3(
            rx.el.span(worded(card.procedure), class_name="block"),
            rx.el.span(worded(card.office), class_name="block"),
            class_name=theme.H3,
        ),
        rx.cond(card.is_own, rx.el.p(badge(tr("apply.results.own"), "info"))),
        class_name="flex flex-col gap-2 min-w-0",
    )
    go = link_secondary(
        tr("apply.results.begin"),
        card.href,
        drawing="form",
        aria_label=t("apply.results.label", procedure=words(card.procedure), office=words(card.office)),
        class_name="shrink-0",
    )
    return rx.el.li(told, go, class_name=theme.joined(theme.CARD, theme.LINE, "!p-5 !border-b"))


def _paging() -> rx.Component:
    step = rx.fragment(
        rx.cond(_seen.previous_page, link_plain(tr("apply.results.previous"), _seen.previous_page)),
        rx.cond(_seen.next_page, link_plain(tr("apply.results.next"), _seen.next_page)),
    )
    return rx.cond(
        (_seen.previous_page != "") | (_seen.next_page != ""),
        rx.el.nav(step, aria_label=t("apply.results.pages"), class_name=theme.WRAPPING),
    )
