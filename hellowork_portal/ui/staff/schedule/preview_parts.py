"""What a change does: numbers, warnings, reservations with their decisions, days."""

import reflex as rx

from hellowork_portal.services.schedule_drafts.views import DayLine, StrandedLine, TimeChoice
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import external_link
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.staff.lists import list_row, list_table
from hellowork_portal.ui.staff.reservations.parts import detail_href
from hellowork_portal.ui.staff.schedule.preview_state import PreviewState
from hellowork_portal.ui.texts import bracketed, marks, t, tr, unfolding, worded, words

_view: Shown = PreviewState.view
_difference: Shown = PreviewState.difference
_ALIKE = ("move", "cancel", "keep")
_CHANGES = ("added", "removed", "resized")
"""What a day of an offering can gain, lose, or have otherwise: the last columns of its line."""


def counts() -> rx.Component:
    """Return the four numbers that tell the size of a change."""
    return rx.el.dl(
        _count(tr("staff.preview.added"), _view.added),
        _count(tr("staff.preview.removed"), _view.removed),
        _count(tr("staff.preview.resized"), _view.resized),
        _count(tr("staff.preview.affected"), _view.stranded_count),
        class_name=theme.COUNTS,
    )


def _count(label: Label, number: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label), rx.el.dd(number.to_string(), class_name=theme.COUNT_NUMBER), class_name=theme.COUNT
    )


def differing() -> rx.Component:
    """Return how things differ from what was shown a moment ago."""
    listed = rx.el.ul(rx.foreach(_difference, lambda line: rx.el.li(worded(line))), class_name=theme.BULLETS)
    told = notice("warning", tr("staff.preview.stale"), listed, text(tr("staff.preview.stale_body")))
    return rx.el.div(
        rx.cond(_difference.length() > 0, told),
        role="alert",
        id="stale",
        tab_index=-1,
        class_name=theme.ALERT_AREA,
    )


def cautions() -> rx.Component:
    """Return what else a manager should know before applying."""
    warnings: Shown = _view.warnings
    listed = rx.el.ul(rx.foreach(warnings, lambda line: rx.el.li(worded(line))), class_name=theme.BULLETS)
    more = rx.cond(_view.more_warnings > 0, text(tr("staff.preview.more", count=_view.more_warnings)))
    return rx.fragment(
        rx.cond(
            warnings.length() > 0, notice("warning", tr("staff.preview.more_seats_than_staff"), listed, more)
        ),
        rx.cond(_view.holds > 0, _line(tr("staff.preview.holds", count=_view.holds))),
        rx.cond(_view.left_out > 0, _line(tr("staff.preview.left_out", count=_view.left_out))),
        rx.cond(_view.rejoined > 0, _line(tr("staff.preview.rejoined", count=_view.rejoined))),
    )


def _line(sentence: Label) -> rx.Component:
    return rx.el.p(icon("info"), rx.el.span(sentence), class_name="flex items-start gap-2")


def stranded() -> rx.Component:
    """Return the reservations that lose their time, each with what becomes of it."""
    lines = _view.stranded.to(list[StrandedLine])
    heads = ("number", "when", "offering", "what")
    table = list_table(
        "staff.preview.stranded",
        [tr(f"staff.preview.head.{one}") for one in heads],
        rx.foreach(lines, _stranded_row),
    )
    some = section(
        tr("staff.preview.stranded"),
        rx.el.p(_undecided(), id="undecided", tab_index=-1, role="status", class_name=theme.STRONG),
        _all_alike(),
        text(tr("staff.preview.numbers")),
        rx.el.div(
            table,
            class_name=theme.STAFF_TABLE_FRAME,
            id="stranded",
            tab_index=0,
            role="region",
            aria_label=t("staff.preview.stranded"),
        ),
        _pages(),
    )
    none = rx.el.p(
        icon("success", 24, theme.KIND_INK["success"]),
        rx.el.span(tr("staff.preview.nobody")),
        class_name="flex items-start gap-2",
    )
    return rx.cond(_view.stranded_count > 0, some, none)


def _undecided() -> rx.Component:
    return rx.cond(
        _view.undecided > 0,
        tr("staff.preview.undecided", count=_view.undecided, all=_view.stranded_count),
        tr("staff.preview.all_decided", all=_view.stranded_count),
    )


def _all_alike() -> rx.Component:
    buttons = [
        secondary(tr(f"staff.preview.all.{what}"), on_click=PreviewState.decide_all(what)) for what in _ALIKE
    ]
    return rx.cond(
        _view.undecided > 0,
        rx.el.div(*buttons, role="group", aria_label=t("staff.preview.all"), class_name=theme.WRAPPING),
    )


def _stranded_row(line: Shown) -> rx.Component:
    shown = rx.el.span(line.number, custom_attrs={**AS_WRITTEN}, class_name="font-bold whitespace-nowrap")
    number = external_link(shown, detail_href(line.number), is_said_above=True)
    who = rx.el.div(line.name, custom_attrs={**AS_WRITTEN}, class_name=theme.STRONG)
    return list_row(
        rx.fragment(who, number),
        worded(line.when),
        worded(line.offering),
        rx.cond(line.can_move, _decision(line), tr("staff.preview.begun")),
        key=line.reservation_id.to_string(),
    )


def _decision(line: Shown) -> rx.Component:
    times = line.times.to(list[TimeChoice])
    chosen = rx.cond(line.decision == "move", rx.Var.create("move|") + line.moved_to, line.decision.to(str))
    return rx.el.select(
        rx.el.option(bracketed("staff.preview.choose"), value=""),
        rx.foreach(
            times,
            lambda time: rx.el.option(
                unfolding(marks("staff.preview.move_to", when=words(time.when))),
                value=rx.Var.create("move|") + time.value.to(str),
            ),
        ),
        rx.cond(line.has_more, rx.el.option(bracketed("staff.preview.more_times"), value="more")),
        rx.el.option(bracketed("staff.preview.cancel"), value="cancel"),
        rx.el.option(bracketed("staff.preview.keep"), value="keep"),
        value=chosen,
        aria_label=t("staff.preview.what_of", number=line.number),
        on_change=lambda value: PreviewState.decide(line.reservation_id, value),
        class_name=theme.joined(
            theme.SELECT,
            "!min-h-11 !py-1.5 !pl-2 !pr-9 min-w-[17rem] desktop:min-w-[22rem] !text-dns-16N-130",
        ),
    )


def _pages() -> rx.Component:
    before, after = _view.first_shown - _view.page_size, _view.first_shown + _view.page_size
    return rx.cond(
        _view.stranded_count > _view.page_size,
        rx.el.div(
            rx.cond(
                _view.first_shown > 0,
                tertiary(tr("staff.preview.before"), on_click=PreviewState.turn(before)),
            ),
            rx.cond(
                after < _view.stranded_count,
                tertiary(tr("staff.preview.after"), on_click=PreviewState.turn(after)),
            ),
            class_name=theme.WRAPPING,
        ),
    )


def days() -> rx.Component:
    """Return which day changes how."""
    lines = _view.days.to(list[DayLine])
    heads = [tr(f"staff.preview.head.{one}") for one in ("day", "offering", *_CHANGES)]
    table = list_table("staff.preview.days", heads, rx.foreach(lines, _day_row))
    more = rx.cond(_view.more_days > 0, text(tr("staff.preview.more_days", count=_view.more_days)))
    none = text(tr("staff.preview.no_days"))
    return section(tr("staff.preview.days"), rx.cond(lines.length() > 0, rx.fragment(table, more), none))


def _day_row(line: Shown) -> rx.Component:
    day = rx.el.strong(worded(line.day), class_name=theme.TABULAR)
    return list_row(day, worded(line.offering), *[_day_change(name, line) for name in _CHANGES])


def _day_change(name: str, line: Shown) -> rx.Component:
    """Return how many times a day gains, loses or changes; on a phone with the words of its column."""
    change: Shown = getattr(line, name)
    label = rx.el.span(tr(f"staff.preview.head.{name}"), tr("staff.audit.colon"), class_name="desktop:hidden")
    none = rx.el.span("－", class_name="hidden desktop:inline")
    return rx.fragment(rx.cond(words(change), rx.fragment(label, worded(change)), none))
