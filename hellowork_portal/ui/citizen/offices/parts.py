"""Sections of 「ハローワークを探す」: the form, one's own office, the prefectures, what was found."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.offices.state import FOUND, OfficesState
from hellowork_portal.ui.citizen.offices.views import OfficeLine
from hellowork_portal.ui.citizen.search.regions import regions
from hellowork_portal.ui.components.buttons import link_secondary, primary
from hellowork_portal.ui.components.fields import described, field
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import section
from hellowork_portal.ui.components.native import asking_form
from hellowork_portal.ui.components.notices import empty_state, skeleton
from hellowork_portal.ui.components.phones import phone_line
from hellowork_portal.ui.texts import t, tr, worded, words

_seen: Shown = OfficesState


def search_form() -> rx.Component:
    """Return the form; before the script has arrived the browser sends it to the same address by itself."""
    box = rx.el.input(
        id="q",
        type="search",
        name="q",
        default_value=_seen.query,
        max_length=100,
        auto_complete="off",
        enter_key_hint="search",
        class_name=theme.joined(theme.CONTROL, theme.NARROW["line"]),
        **described("q", None, required=False),
    )
    return asking_form(
        field("q", tr("offices.query"), box, help=tr("offices.query.help")),
        rx.el.div(primary(tr("offices.button"), drawing="search", type="submit")),
        action=routes.OFFICES,
        aria_label=t("offices.form"),
        on_submit=OfficesState.submit,
        class_name=theme.joined(theme.GREY, "flex flex-col gap-4"),
    )


def own() -> rx.Component:
    """Return the own office of somebody who is signed in."""
    return rx.cond(
        _seen.own.href, section(tr("offices.own"), rx.el.ul(_line(_seen.own), class_name="list-none"))
    )


def found() -> rx.Component:
    """Return what was found and the prefectures to choose from; a choice leads the focus to the former."""
    listed = rx.cond(_seen.is_loaded, rx.cond(_seen.was_asked, _found()), skeleton(4))
    return rx.fragment(
        rx.el.div(
            listed,
            id=FOUND,
            tab_index=-1,
            role="group",
            aria_label=t("offices.found"),
            class_name=theme.ALERT_AREA,
        ),
        rx.cond(_seen.is_loaded, own()),
        _prefectures(),
    )


def _found() -> rx.Component:
    heading = rx.cond(
        _seen.query,
        tr("offices.found"),
        tr("offices.in", prefecture=words(_seen.place)),
    )
    lines: Shown = _seen.lines.to(list[OfficeLine])
    return rx.el.section(
        rx.el.h2(heading, class_name=theme.H2),
        rx.el.div(rx.cond(_seen.total, _count()), role="status"),
        rx.cond(_seen.total, rx.el.ul(rx.foreach(lines, _line), class_name=theme.OFFICE_LINES), _none()),
        class_name=theme.STACK["md"],
    )


def _count() -> rx.Component:
    shown: Shown = _seen.lines.length()
    some = tr("offices.count.some", total=_seen.total, count=shown)
    return rx.el.p(rx.cond(_seen.total > shown, some, tr("offices.count", count=shown)))


def _line(line: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(rx.el.span(worded(line.name)), href=line.href, class_name=theme.LINK_LINE),
        rx.cond(line.address, rx.el.p(line.address, class_name=theme.TEXT, custom_attrs={**AS_WRITTEN})),
        rx.cond(line.phone, rx.el.p(phone_line(line.phone, line.phone_kind))),
        class_name="min-w-0",
    )


def _none() -> rx.Component:
    return empty_state(
        tr("offices.none"),
        tr("offices.none.body", query=_seen.query),
        link_secondary(tr("offices.none.clear"), routes.OFFICES),
    )


def _prefectures() -> rx.Component:
    return section(
        tr("offices.pick"),
        regions(lambda code: f"{routes.with_query(routes.OFFICES, prefecture=code)}#{FOUND}", FOUND),
    )
