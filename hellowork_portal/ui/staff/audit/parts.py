"""The search's boxes, the table of entries, how the chain stands."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, catalogue
from hellowork_portal.kit.principal import PrincipalKind
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, primary, secondary
from hellowork_portal.ui.components.fields import day_input, select_input, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.components.native import asking_form, hidden, native_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.shell.staff_session import OFFICE, StaffState
from hellowork_portal.ui.staff.audit.state import BOXES
from hellowork_portal.ui.texts import bracketed, labelled, t, tr, worded, words

_GROUP, _KIND = "staff.audit.group.", "staff.audit.kind."


def _codes(prefix: str) -> list[str]:
    """Return everything that has words below a key."""
    return [key.removeprefix(prefix) for key in catalogue(DEFAULT_LANGUAGE) if key.startswith(prefix)]


def _choices(prefix: str) -> list[tuple[str, Any]]:
    """Return what to choose from, behind the choice of nothing."""
    words_of = [(code, bracketed(prefix + code)) for code in _codes(prefix)]
    return [("", bracketed("staff.audit.any")), *words_of]


def filters(state: Any) -> rx.Component:
    """Return the form; what is typed into it stands in the address afterwards."""
    clear = rx.cond(state.is_narrowed, link_plain(tr("staff.audit.clear"), _everything()))
    return asking_form(
        hidden(OFFICE, StaffState.office_code),
        _boxes(state.asked, state.field_errors),
        rx.el.p(tr("staff.audit.help"), class_name=theme.HELP),
        rx.el.div(primary(tr("staff.audit.search"), type="submit"), clear, class_name=theme.FILTER_BUTTONS),
        action=routes.STAFF_AUDIT,
        on_submit=state.search,
        class_name=theme.STACK["sm"],
    )


def _boxes(asked: Shown, errors: Shown) -> rx.Component:
    actors = [(kind.value, bracketed(f"staff.audit.by.{kind.value}")) for kind in PrincipalKind]
    any_actor = [("", bracketed("staff.audit.any")), *actors]
    return rx.el.div(
        day_input("since", tr("staff.audit.since"), asked, errors),
        day_input("until", tr("staff.audit.until"), asked, errors),
        _choice("action", _choices(_GROUP), asked),
        rx.el.div(class_name="hidden desktop:block"),
        _pair(_choice("actor_kind", any_actor, asked), _box("actor", asked)),
        _pair(_choice("subject_kind", _choices(_KIND), asked), _box("subject", asked)),
        class_name=theme.FIGURE_FILTERS,
    )


def _choice(name: str, options: list[tuple[str, Any]], asked: Shown) -> rx.Component:
    return select_input(name, tr(f"staff.audit.box.{name}"), options, default_value=asked[name])


def _box(name: str, asked: Shown) -> rx.Component:
    label = tr(f"staff.audit.box.{name}")
    return text_input(name, label, default_value=asked[name], width="full", max_length=60)


def _pair(*boxes: rx.Component) -> rx.Component:
    return rx.el.div(*boxes, class_name=theme.joined(theme.FILTER_PAIR, "desktop:col-span-2"))


def _everything() -> Any:
    """Return the address of the same office's records without any search."""
    code = StaffState.office_code
    return rx.cond(code, rx.Var.create(f"{routes.STAFF_AUDIT}?office=") + code, routes.STAFF_AUDIT)


def export_form(state: Any) -> rx.Component:
    """Return the button that saves what was found; the browser posts it and stays where it is."""
    kept = [hidden(name, state.asked[name]) for name in BOXES]
    return native_form(
        hidden(OFFICE, StaffState.office_code),
        *kept,
        secondary(tr("staff.audit.export"), type="submit"),
        action=routes.STAFF_AUDIT_FILE,
    )


def record_table(lines: Shown) -> rx.Component:
    """Return entries as a table; on a phone each one is a block."""
    heads = ("when", "what", "seal")
    head = rx.el.thead(
        rx.el.tr(
            *[
                rx.el.th(tr(f"staff.audit.head.{one}"), scope="col", class_name=theme.TABLE_HEAD)
                for one in heads
            ]
        ),
        class_name=theme.RECORD_HEAD,
    )
    return rx.el.div(
        rx.el.table(
            rx.el.caption(visually_hidden(t("staff.audit.results"))),
            head,
            rx.el.tbody(rx.foreach(lines, _line), class_name=theme.RECORD_BODY),
            class_name=theme.RECORD_TABLE,
        ),
        class_name=theme.TABLE_BOX,
    )


def _line(line: Shown) -> rx.Component:
    said = rx.el.td(
        rx.el.p(worded(line.sentence)),
        rx.cond(line.told.length() > 0, rx.el.ul(rx.foreach(line.told, _told), class_name=theme.CHANGES)),
        rx.el.div(
            rx.cond(line.actor, _same_actor(line)),
            rx.cond(line.subject & _can_be_chosen(line), _same_subject(line)),
            class_name=theme.RECORD_LINKS,
        ),
        class_name=theme.RECORD_CELL,
    )
    seal = rx.cond(
        line.is_sealed,
        badge(tr("staff.audit.sealed"), "success"),
        badge(tr("staff.audit.waiting"), "neutral"),
    )
    return rx.el.tr(
        rx.el.td(worded(line.at), class_name=theme.RECORD_WHEN),
        said,
        rx.el.td(seal, class_name=theme.RECORD_SEAL),
        class_name=theme.RECORD_ROW,
    )


def _told(one: Shown) -> rx.Component:
    """Return a detail; where something became something else, both."""
    changed = tr("staff.audit.changed", was=words(one.was), value=words(one.value))
    return rx.el.li(
        rx.el.span(worded(one.label), tr("staff.audit.colon"), class_name=theme.CHANGE_LABEL),
        rx.el.span(rx.cond(words(one.was), changed, worded(one.value))),
    )


def _can_be_chosen(line: Shown) -> Shown:
    """Whether the form has the kind of this line's subject, so that it can say what is shown."""
    kinds: Shown = rx.Var.create(_codes(_KIND))
    return kinds.contains(line.subject_kind)


def _same_actor(line: Shown) -> rx.Component:
    query = rx.Var.create("&actor_kind=") + line.actor_kind + "&actor=" + line.actor
    return _narrowing("staff.audit.same_actor", query, line)


def _same_subject(line: Shown) -> rx.Component:
    query = rx.Var.create("&subject_kind=") + line.subject_kind + "&subject=" + line.subject
    return _narrowing("staff.audit.same_subject", query, line)


def _narrowing(key: str, query: Any, line: Shown) -> rx.Component:
    """Return a link to the entries about the same; read out with the sentence that it belongs to."""
    return rx.el.a(
        tr(key),
        href=rx.Var.create(f"{routes.STAFF_AUDIT}?office=") + StaffState.office_code + query,
        aria_label=t(key) + rx.Var.create(" ") + labelled(line.sentence),
        class_name=theme.RECORD_LINK,
    )


def standing(chain: Shown) -> rx.Component:
    """Return how far the record is sealed, and what to keep in order to find a change later."""
    sealed = rx.cond(
        chain.number > 0,
        tr("staff.audit.chain.sealed", when=words(chain.sealed_at), number=chain.number),
        tr("staff.audit.chain.none"),
    )
    state = rx.cond(
        chain.is_late,
        badge(tr("staff.audit.chain.late"), "warning"),
        badge(tr("staff.audit.chain.good"), "success"),
    )
    return rx.el.section(
        rx.el.h2(tr("staff.audit.chain.title"), class_name=theme.H3),
        rx.el.p(
            state,
            rx.el.span(sealed),
            rx.el.span(tr("staff.audit.chain.waiting", count=chain.waiting)),
            class_name=theme.STANDING_LINE,
        ),
        rx.cond(chain.is_late, rx.el.p(tr("staff.audit.chain.late_means"), class_name=theme.TEXT)),
        rx.cond(
            chain.hash,
            rx.el.p(tr("staff.audit.chain.head"), rx.el.span(chain.hash, class_name=theme.HASH)),
        ),
        rx.el.p(tr("staff.audit.chain.means"), class_name=theme.HELP),
        class_name=theme.STANDING,
    )
