"""What was found: how much, the cards, the paging, and what to do when there is nothing."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.search.state import SearchState
from hellowork_portal.ui.citizen.search.views import MODES, RESULTS, KindText
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.components.notices import badge, empty_state, skeleton
from hellowork_portal.ui.texts import t, tr, tr_of, worded, words

_seen: Shown = SearchState

_MODE_ICONS = {"online": "video", "in_person": "house", "telephone": "phone"}
_NO_ANCHOR = "[overflow-anchor:none]"
"""Else the browser would scroll past the offices that appear above the results."""
_BESIDE = "desktop:flex-row desktop:items-center desktop:justify-between"
_NUMBERS = "flex flex-wrap items-center gap-1 list-none"
_HERE = theme.joined(theme.ACTION, "!px-3 min-w-12")
_ELSEWHERE = theme.joined(theme.ACTION_OUTLINED, "!px-3 min-w-12")


def results() -> rx.Component:
    """Return the results under their heading; the count is read out whenever it changes."""
    return rx.el.section(
        rx.el.h2(tr("search.results"), id=RESULTS, tab_index=-1, class_name=theme.H2),
        rx.el.div(rx.cond(_seen.is_loaded, _count()), role="status", class_name=theme.STACK["sm"]),
        rx.cond(
            _seen.is_loaded,
            rx.cond(_seen.total, _found(), _nothing()),
            skeleton(8),
        ),
        class_name=theme.joined(theme.STACK["md"], _NO_ANCHOR),
    )


def _count() -> rx.Component:
    many = tr("search.count", total=_seen.total, first=_seen.first, last=_seen.last)
    all_of_them = tr("search.count.all", total=_seen.total)
    nothing = visually_hidden(t("search.none.said"))
    return rx.fragment(
        rx.el.p(rx.cond(_seen.total, rx.cond(_seen.pages > 1, many, all_of_them), rx.fragment(nothing))),
        rx.cond(_seen.is_own_first, rx.el.p(tr("search.own.first"))),
        rx.cond(words(_seen.chosen_office), _one_office()),
    )


def _one_office() -> rx.Component:
    return rx.el.p(
        tr("search.office.only", office=words(_seen.chosen_office)),
        " ",
        link_plain(tr("search.offices.all"), _seen.all_offices),
    )


def _found() -> rx.Component:
    return rx.fragment(
        rx.el.dl(rx.foreach(_seen.kinds.values().to(list[KindText]), _kind), class_name=theme.STACK["sm"]),
        rx.el.ul(rx.foreach(_seen.cards, _card), class_name="flex flex-col gap-4 list-none"),
        rx.cond(_seen.page_links, _paging()),
    )


def _kind(kind: Shown) -> rx.Component:
    """Return what a procedure on this page is for, said once and not on each card."""
    return rx.el.div(
        rx.el.dt(worded(kind.name), class_name=theme.STRONG),
        rx.el.dd(worded(kind.summary), class_name=theme.TEXT),
    )


def _card(card: Shown) -> rx.Component:
    kind = _seen.kinds[card.procedure_code]
    heading = rx.el.h3(
        rx.el.span(worded(kind.name), class_name="block"),
        rx.el.span(worded(card.office), class_name="block"),
        class_name=theme.H3,
    )
    told = rx.el.div(
        heading,
        rx.el.div(_own_badge(card), _mode_badge(card), _next_free(card), class_name=theme.WRAPPING),
        rx.el.div(_about(card)),
        class_name="flex flex-col gap-3 min-w-0",
    )
    return rx.el.li(
        told,
        link_secondary(
            tr("search.open"),
            card.href,
            drawing="calendar",
            aria_label=t("search.open.label", procedure=words(kind.name), office=words(card.office)),
            class_name="shrink-0 w-full desktop:w-auto",
        ),
        class_name=theme.joined(theme.CARD, "!p-5 desktop:!p-6 flex flex-col gap-5", _BESIDE),
    )


def _about(card: Shown) -> rx.Component:
    label = t("office.link.label", office=words(card.office))
    return link_plain(tr("office.link"), card.office_href, aria_label=label)


def _own_badge(card: Shown) -> rx.Component:
    return rx.cond(card.is_own, badge(tr("search.own"), "info"))


def _mode_badge(card: Shown) -> rx.Component:
    shape = rx.match(card.mode, *[(mode, icon(_MODE_ICONS[mode], 18)) for mode in MODES], rx.fragment())
    return badge(tr_of(card.mode, "reserve.mode", list(MODES)), drawing=shape)


def _next_free(card: Shown) -> rx.Component:
    day = rx.el.span(worded(card.next_free), class_name=theme.joined(theme.STRONG, theme.DATE))
    return rx.cond(
        card.has_free,
        rx.el.p(tr("search.next_free"), tr("components.colon"), day),
        rx.el.p(tr("search.next_free.none"), class_name=theme.MUTED),
    )


def _nothing() -> rx.Component:
    why = rx.cond(_seen.query, tr("search.none.words", query=_seen.query), tr("search.none.filters"))
    return rx.fragment(
        rx.cond(_seen.hint, _hint()),
        empty_state(
            tr("search.none"),
            why,
            rx.cond(
                _seen.has_conditions,
                link_secondary(tr("search.none.clear"), _seen.without_conditions),
                link_secondary(tr("search.none.all"), routes.PROCEDURES),
            ),
        ),
    )


def _hint() -> rx.Component:
    attrs = {"class_name": "font-bold", "custom_attrs": {**AS_WRITTEN}}
    link = link_plain(_seen.hint, _seen.hint_href, **attrs)
    return rx.el.p(tr("search.hint"), link, class_name=theme.LEAD)


def _paging() -> rx.Component:
    """Return the links to other pages; the focus goes to the heading of the results."""
    return rx.el.nav(
        _step("previous", _seen.previous_page),
        rx.el.ul(
            rx.foreach(_seen.page_links, _page_link), class_name="flex flex-wrap items-center gap-1 list-none"
        ),
        _step("next", _seen.next_page),
        aria_label=t("search.pages"),
        class_name="flex flex-wrap items-center justify-between desktop:justify-center gap-4",
    )


def _step(side: str, href: Shown) -> rx.Component:
    words_shown = rx.el.span(tr(f"search.page.{side}"))
    drawn = [icon(side, 20), words_shown] if side == "previous" else [words_shown, icon(side, 20)]
    return rx.cond(
        href, rx.el.a(*drawn, href=href, on_click=rx.set_focus(RESULTS), class_name=theme.LINK_LINE)
    )


def _page_link(link: Shown) -> rx.Component:
    number = rx.el.a(
        link.label,
        href=link.href,
        aria_label=t("search.page.label", page=link.label),
        aria_current=rx.cond(link.is_current, "page", "false"),
        on_click=rx.set_focus(RESULTS),
        class_name=rx.cond(link.is_current, _HERE, _ELSEWHERE),
    )
    return rx.el.li(
        rx.cond(link.is_gap, rx.el.span(link.label, aria_hidden="true", class_name="px-1"), number)
    )
