"""Sections that the pages of an application share."""

from typing import Any

import reflex as rx

from hellowork_portal.forms.definition import Purpose
from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import fact, facts, section, steps, text
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import badge_of, empty_state, waiting
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.texts import tr, tr_of, worded, words

STATES = [
    "draft", "received", "in_review", "returned", "certified", "partly_certified", "not_certified",
    "withdrawn",
]  # fmt: skip
STANDINGS = [
    "open", "drafting", "later", "over", "not_online", "first", "no_day", "unknown", "begun", "filed",
    "returned",
]  # fmt: skip
_KINDS = [
    ("received", "info"), ("in_review", "info"), ("returned", "warning"), ("certified", "success"),
    ("partly_certified", "warning"), ("not_certified", "warning"),
]  # fmt: skip


def way(current: int) -> rx.Component:
    """Return the progress strip of an application."""
    return steps(current, *[tr(f"apply.steps.{step}") for step in ("terms", "input", "check", "done")])


def state_badge(state: Shown) -> rx.Component:
    """Return an application's state in words with shape and colour."""
    kind: Any = rx.match(state, *_KINDS, "neutral")
    return badge_of(tr_of(state, "status.application", STATES), kind.to(str))


_NEEDED = {"open": "until", "drafting": "opens", "later": "drafts", "over": "until", "begun": "until"}


def standing_words(standing: str, dates: Shown) -> rx.Component:
    """Return what holds for a declaration now, in plain words."""
    name = _NEEDED.get(standing)
    moments = {"until": dates.until, "opens": dates.opens, "drafts": dates.drafts}
    return tr(f"apply.standing.{standing}", **({name: words(moments[name])} if name else {}))


def to_number(route: str, number: Shown) -> Any:
    """Return the address of a page about a submitted application."""
    return rx.Var.create(f"{route}?number=") + number.to(str)


def to_draft(route: str, application_id: Shown) -> Any:
    """Return the address of a page on which an application is written."""
    return rx.Var.create(f"{route}?application=") + application_id.to_string()


def day_facts(view: Shown, *more: rx.Component) -> rx.Component:
    """Return which application: procedure, 認定日, period, office, and when it can be filed."""
    dates: Shown = view.dates
    span = {"first": words(dates.first), "last": words(dates.last)}
    window = {"opens": words(dates.opens), "until": words(dates.until)}
    return facts(
        *more,
        fact(tr("apply.terms.of"), worded(view.procedure)),
        rx.cond(
            words(dates.day),
            rx.fragment(
                fact(tr("apply.next.day"), rx.el.strong(worded(dates.day), class_name=theme.STRONG)),
                fact(tr("apply.next.period"), tr("apply.next.span", **span)),
                fact(tr("apply.next.files"), tr("apply.next.window", **window)),
            ),
        ),
        rx.cond(words(view.office.name), fact(tr("apply.next.office"), office_name(view.office))),
    )


def office_name(office: Shown) -> rx.Component:
    """Return an office as a link to its page."""
    return link_plain(
        rx.el.span(worded(office.name)), rx.Var.create(f"{routes.OFFICE}?code=") + office.code.to(str)
    )


def whom_to_call(office: Shown) -> rx.Component:
    """Return the telephone of the office in charge."""
    called = fact(tr("apply.detail.call"), rx.fragment(office_name(office), rx.el.br(), _phone(office)))
    return facts(rx.cond(words(office.name), called))


def _phone(office: Shown) -> rx.Component:
    return rx.cond(
        office.phone,
        native_link(office.phone, rx.Var.create("tel:") + office.phone.to(str)),
        link_plain(tr("apply.detail.phone_unknown"), routes.OFFICES),
    )


def by_office(said: Shown, is_japanese: Shown) -> rx.Component:
    """Return what staff wrote, sign for sign, in the language they wrote it in."""
    look = "block whitespace-pre-line break-words"
    lang = rx.cond(is_japanese, "ja", "")
    return rx.cond(said, rx.el.span(said, lang=lang, custom_attrs={**AS_WRITTEN}, class_name=look))


def wrote_in_japanese(office: Shown, is_japanese: Shown) -> rx.Component:
    """Say in another language that the office wrote in Japanese, and that it can be telephoned."""
    told = rx.el.p(tr("apply.in_japanese"), " ", _phone(office), class_name=theme.MUTED)
    return rx.cond(is_japanese & (Language.lang != "ja"), told)


def replaces(view: Shown) -> rx.Component:
    """Return that a filing took the place of an earlier one, under the same number."""
    when = {"first": words(view.submitted), "last": words(view.stated)}
    said = rx.match(
        view.filed_as,
        *[(one, text(tr(f"apply.filed_as.{one}", **when))) for one in ("replaced", "corrected")],
        rx.fragment(),
    )
    return rx.fragment(said)


def interview_section(link: Shown) -> rx.Component:
    """Return the interview of the same 認定日 (InterviewLink): when it is, or that it is to be booked."""
    there = link_plain(tr("apply.detail.interview_link"), to_number(routes.RESERVATION, link.number))
    booked = rx.fragment(
        rx.el.p(rx.el.strong(worded(link.when), class_name=theme.joined(theme.STRONG, theme.TABULAR))),
        rx.el.div(there),
    )
    times = (
        rx.Var.create(f"{routes.PROCEDURES}?purpose={Purpose.CERTIFICATION}&office=")
        + link.office_id.to_string()
    )
    unbooked = rx.fragment(
        text(tr("today.certification.unbooked")),
        rx.el.div(link_secondary(tr("today.certification.book"), times, drawing="calendar")),
    )
    told = section(tr("apply.detail.interview"), rx.cond(link.number, booked, unbooked))
    return rx.cond((link.number != "") | (link.office_id > 0), told)


def paper_link(number: Shown) -> rx.Component:
    """Return the link to the copy of the declaration; a real link, because it is a file."""
    look = theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES)
    return native_link(tr("apply.done.paper"), to_number(routes.APPLICATION_PAPER, number), look=look)


def gone() -> rx.Component:
    """Return what is said where the application of the address is nobody's, or somebody else's."""
    return empty_state(
        tr("apply.gone.title"), tr("apply.gone.body"), link_primary(tr("apply.back"), routes.APPLY)
    )


def gone_or_waiting(state: Any, is_gone: Shown) -> rx.Component:
    """Return why there is nothing to show, or the shape of what is being loaded."""
    return rx.cond(is_gone, gone(), waiting(words(state.error), 8))
