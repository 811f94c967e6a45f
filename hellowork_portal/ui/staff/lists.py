"""What lists of the staff side share: a table that becomes blocks on phones, a pager, dense facts."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_secondary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.notices import live
from hellowork_portal.ui.texts import t, tr, worded, words


def list_table(caption: str, heads: list[Label], rows: Any) -> rx.Component:
    """Return a table called by a catalogue key; `rows` is an rx.foreach of `list_row`s."""
    head = rx.el.thead(
        rx.el.tr(*[rx.el.th(one, scope="col", class_name=theme.LIST_TH) for one in heads], role="row"),
        role="rowgroup",
        class_name=theme.LIST_HEAD,
    )
    return rx.el.table(
        rx.el.caption(t(caption), class_name=theme.HIDDEN),
        head,
        rx.el.tbody(rows, role="rowgroup", class_name=theme.LIST_BODY),
        role="table",
        class_name=theme.LIST_TABLE,
    )


def list_row(*cells: Any, **named: Any) -> rx.Component:
    """Return a row of `list_table`; a `key` keeps its elements where rows come and go."""
    return rx.el.tr(
        *[rx.el.td(one, role="cell", class_name=theme.LIST_TD) for one in cells],
        role="row",
        class_name=theme.LIST_ROW,
        **named,
    )


def found_heading(label: Label, look: str = theme.H2, **named: Any) -> rx.Component:
    """Return the heading of what a page was asked for; the focus goes here after a search (FocusFound)."""
    return rx.el.h2(label, tab_index=-1, custom_attrs={"data-found": ""}, class_name=look, **named)


def found_count(rows: Shown) -> rx.Component:
    """Return the heading of a list that was searched: how many it shows, read out when that changes."""
    count = {"count": rows.length()}
    return rx.fragment(
        found_heading(tr("staff.list.shown", **count), theme.H3), live(t("staff.list.shown", **count))
    )


def pager(previous_href: Shown, next_href: Shown, page: Shown) -> rx.Component:
    """Return the links to the pages before and after; nothing where there is only one."""
    back = rx.cond(previous_href, link_secondary(tr("staff.list.previous"), previous_href), rx.el.span())
    on = rx.cond(next_href, link_secondary(tr("staff.list.next"), next_href), rx.el.span())
    number = rx.el.p(tr("staff.list.page", page=page), class_name=theme.TABULAR)
    shown = rx.el.nav(back, number, on, class_name=theme.PAGER, aria_labelledby="page-title")
    return rx.cond((previous_href != "") | (next_href != ""), shown)


def dense_facts(*rows: Any) -> rx.Component:
    """Return a list of `dense_fact`s."""
    return rx.el.dl(*rows, class_name=theme.STACK["xs"])


def dense_words(label: Label, texts: Shown) -> rx.Component:
    """Return `dense_fact` of words of run time; a dash where there are none."""
    return dense_fact(label, rx.cond(words(texts), worded(texts), "－"))


def dense_text(label: Label, text: Shown, look: str = "") -> rx.Component:
    """Return `dense_fact` of a name or an address as its owner writes it; a dash where there is none."""
    return dense_fact(label, rx.cond(text, as_written(text, look), "－"))


def dense_fact(label: Label, value: Any) -> rx.Component:
    """Return a label with its value in one line; below each other on a phone."""
    return rx.el.div(
        rx.el.dt(label, class_name=theme.DENSE_LABEL),
        rx.el.dd(value, class_name=theme.DENSE_VALUE),
        class_name=theme.DENSE_FACTS,
    )


def mail_or_none(address: Shown) -> rx.Component:
    """Return a mail address, or that somebody has none: no letter reaches them."""
    return rx.fragment(rx.cond(address, as_written(address), rx.el.span(tr("staff.person.no_mail"))))


def as_written(text: Shown, look: str = "") -> rx.Component:
    """Return a name or an address as its owner writes it."""
    return rx.el.span(text, custom_attrs={**AS_WRITTEN}, class_name=look)
