"""Sections of an office's page: how to reach it, what it offers, when it is closed."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.schedules.views import ClosedDay, HoursLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.office.state import OfficeState
from hellowork_portal.ui.citizen.office.views import OfferedCard
from hellowork_portal.ui.components.banners import office_banners
from hellowork_portal.ui.components.buttons import link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import card, fact, facts, section, text
from hellowork_portal.ui.components.notices import badge, empty_state, notice
from hellowork_portal.ui.components.phones import phone_line
from hellowork_portal.ui.texts import t, tr, tr_of, worded, words

_office: Shown = OfficeState.office
_MODES = ["online", "in_person", "telephone"]
_INTERPRETERS = ["en", "zh", "ko", "vi", "tl", "ne", "pt", "es", "id", "th", "my", "sign"]


def reach() -> rx.Component:
    """Return the office's name, where it is and whom to call; what is not known is left out."""
    return rx.el.div(
        rx.el.p(worded(_office.name), class_name=theme.H2),
        office_banners(_office.code),
        rx.cond(
            words(_office.announcement),
            notice("info", tr("office.announcement"), _paragraph(_office.announcement)),
        ),
        rx.cond(
            words(_office.closed_today),
            notice("info", tr("office.closed_today"), text(worded(_office.closed_today))),
        ),
        facts(
            rx.cond(_office.formal_name, fact(tr("office.formal"), _written(_office.formal_name))),
            rx.cond(_office.address, fact(tr("office.address"), _address())),
            fact(tr("office.phone"), phone_line(_office.phone, _office.phone_kind)),
            rx.cond(words(_office.access), fact(tr("office.access"), worded(_office.access))),
            fact(
                tr("office.open"),
                rx.cond(words(_office.opening_hours), worded(_office.opening_hours), tr("office.open.body")),
            ),
            rx.cond(
                _office.interpreters.to(list[str]).length() > 0,
                fact(tr("office.interpreters"), _interpreters()),
            ),
            rx.cond(_office.jurisdiction, fact(tr("office.jurisdiction"), _written(_office.jurisdiction))),
        ),
        class_name=theme.STACK["md"],
    )


def _paragraph(texts: Shown) -> rx.Component:
    """Return a text of the office with its line breaks."""
    return rx.el.p(worded(texts), class_name=theme.joined(theme.TEXT, "whitespace-pre-line break-words"))


def _interpreters() -> rx.Component:
    codes: Shown = _office.interpreters.to(list[str])
    return rx.el.ul(
        rx.foreach(codes, lambda code: rx.el.li(tr_of(code, "office.interpreter", _INTERPRETERS))),
        class_name="flex flex-wrap gap-x-4 list-none",
    )


def _address() -> rx.Component:
    return rx.fragment(
        rx.cond(_office.postal_code, rx.el.span(_office.postal_code, " ", class_name=theme.TABULAR)),
        _written(_office.address),
    )


def _written(words_shown: Shown) -> rx.Component:
    """Return what the office's own list says, as it stands there."""
    return rx.el.span(words_shown, custom_attrs={**AS_WRITTEN})


def offered() -> rx.Component:
    """Return the procedures that can be booked, each with its hours and the next free day."""
    cards: Shown = _office.offered.to(list[OfferedCard])
    none = empty_state(
        tr("office.offered.none"),
        tr("office.offered.none.body"),
        link_secondary(tr("office.offered.other"), _office.counselling_href),
    )
    some = rx.el.ul(rx.foreach(cards, _card), class_name=theme.joined(theme.TWO_CARDS, "list-none"))
    return section(tr("office.offered"), rx.cond(cards.length() > 0, some, none))


def _card(offer: Shown) -> rx.Component:
    hours: Shown = offer.hours.to(list[HoursLine])
    return rx.el.li(
        card(
            rx.el.h3(worded(offer.name), class_name=theme.H3),
            rx.el.p(worded(offer.summary), class_name=theme.TEXT),
            facts(
                fact(tr("reserve.place.mode"), badge(tr_of(offer.mode, "reserve.mode", _MODES))),
                fact(tr("search.next_free"), _next_free(offer)),
                rx.cond(hours.length() > 0, fact(tr("office.hours"), rx.foreach(hours, _hours))),
            ),
            rx.el.div(
                link_secondary(
                    tr("search.open"),
                    offer.href,
                    drawing="calendar",
                    aria_label=t(
                        "search.open.label", procedure=words(offer.name), office=words(_office.name)
                    ),
                ),
                class_name="mt-auto",
            ),
            class_name="h-full",
        ),
        class_name="min-w-0",
    )


def _next_free(offer: Shown) -> rx.Component:
    day = rx.el.strong(worded(offer.next_free), class_name=theme.joined(theme.STRONG, theme.TABULAR))
    return rx.fragment(rx.cond(words(offer.next_free), day, tr("search.next_free.none")))


def _hours(line: Shown) -> rx.Component:
    spans: Shown = line.times
    times = rx.foreach(spans, lambda span: rx.el.span(worded(span)))
    return rx.el.div(
        rx.el.p(worded(line.days)),
        rx.el.p(times, class_name="flex flex-wrap gap-x-4"),
        class_name=theme.TABULAR,
    )


def closures() -> rx.Component:
    """Return the closed days ahead, weekends left out."""
    days: Shown = _office.closures.to(list[ClosedDay])
    listed = rx.fragment(
        text(tr("office.closures.lead")),
        facts(rx.foreach(days, lambda one: fact(worded(one.day), worded(one.why)))),
    )
    return section(
        tr("office.closures"), rx.cond(days.length() > 0, listed, text(tr("office.closures.none")))
    )


def others() -> rx.Component:
    """Return the way to the neighbours."""
    return rx.el.div(link_plain(tr("office.others"), _office.others_href))


def gone() -> rx.Component:
    """Return what to do where no office has the code of the address."""
    return empty_state(
        tr("office.gone"), tr("office.gone.body"), link_primary(tr("offices.title"), routes.OFFICES)
    )
