"""One member with what can be done, the form of invitations, and the choice of an office."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, link_plain, primary, secondary
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.layout import section, stack
from hellowork_portal.ui.components.native import asking_form, hidden, script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.shell.staff_session import OFFICE
from hellowork_portal.ui.staff.people.state import NATIONAL, PeopleState
from hellowork_portal.ui.staff.roles import role_words
from hellowork_portal.ui.texts import bracketed, t, tr, worded, words

_JOINT = rx.Var.create(" ")
_INVITING = "inviting"
"""The id of the form's heading, which names the office; the button is described by it."""


def member(line: Shown) -> rx.Component:
    """Return a member: name, address, roles, and behind a disclosure what can be done."""
    name = rx.cond(line.name, rx.el.span(line.name, custom_attrs={**AS_WRITTEN}), tr("staff.people.unnamed"))
    state = rx.cond(line.is_active, rx.fragment(), badge(tr("staff.people.invited_badge"), "warning"))
    who = rx.el.div(
        rx.el.p(name, class_name=theme.STRONG),
        rx.el.p(line.mail_address, custom_attrs={**AS_WRITTEN}, class_name=theme.MUTED),
        rx.el.div(
            rx.foreach(line.roles, _role),
            state,
            rx.cond(line.is_self, badge(tr("staff.people.you"), "neutral")),
            class_name=theme.WRAPPING,
        ),
        class_name=theme.STACK["xs"],
    )
    return rx.el.li(who, rx.cond(line.is_self, rx.fragment(), _changes(line)), class_name=theme.MEMBER)


def _role(role: Shown) -> rx.Component:
    return badge(rx.fragment(role_words(role.role), _at(role)), "info")


def _at(role: Shown) -> rx.Component:
    return rx.cond(words(role.office), rx.el.span("（", worded(role.office), "）"))


def _changes(line: Shown) -> rx.Component:
    label = t("staff.people.change") + _JOINT + line.name + _JOINT + line.mail_address
    return rx.el.details(
        rx.el.summary(tr("staff.people.change"), aria_label=label, class_name=theme.SUMMARY_LINE),
        rx.el.div(
            rx.foreach(line.roles, lambda role: _ending(line, role)),
            rx.cond(line.can_reset, _resetting(line)),
            rx.cond(line.can_close, _closing(line)),
            class_name=theme.joined(theme.FOLDED, theme.STACK["md"]),
        ),
    )


def _deed(sentence: Label, button: rx.Component) -> rx.Component:
    """Return what a button does, above the button."""
    return rx.el.div(
        rx.el.p(sentence, class_name=theme.TEXT), rx.el.div(button), class_name=theme.STACK["sm"]
    )


def _ending(line: Shown, role: Shown) -> rx.Component:
    button = danger(
        rx.fragment(role_words(role.role), tr("staff.people.end_role")),
        on_click=PeopleState.end_role(role.role_id),
        custom_attrs={"aria-description": line.mail_address},
    )
    return rx.cond(role.can_end, _deed(tr("staff.people.end_role_means"), button))


def _resetting(line: Shown) -> rx.Component:
    means = rx.cond(line.is_active, tr("staff.people.reset_means"), tr("staff.people.again_means"))
    button = secondary(
        rx.cond(line.is_active, tr("staff.people.reset"), tr("staff.people.again")),
        on_click=PeopleState.begin_anew(line.staff_id),
        custom_attrs={"aria-description": line.mail_address},
    )
    return _deed(means, button)


def _closing(line: Shown) -> rx.Component:
    button = danger(
        tr("staff.people.close"),
        on_click=PeopleState.close(line.staff_id),
        custom_attrs={"aria-description": line.mail_address},
    )
    return _deed(tr("staff.people.close_means"), button)


def invitation(state: Any) -> rx.Component:
    """Return the form that invites somebody to one of the roles that the reader may give."""
    errors: Shown = state.field_errors
    form = script_form(
        stack(
            text_input(
                "mail_address",
                tr("staff.people.mail"),
                type="email",
                required=True,
                help=tr("staff.people.mail_help"),
                error=errors["mail_address"],
                input_mode="email",
                autocomplete="off",
                max_length=300,
            ),
            select_input(
                "role",
                tr("staff.people.role"),
                rx.foreach(state.view.grantable, _option),
                error=errors["office"],
            ),
            rx.el.div(primary(tr("staff.people.invite"), type="submit", aria_describedby=_INVITING)),
        ),
        on_submit=state.invite,
        key=state.done_count.to_string(),
    )
    return rx.el.div(
        rx.el.h2(_inviting(state), id=_INVITING, class_name=theme.H2), form, class_name=theme.STAFF_CARD
    )


def _inviting(state: Any) -> rx.Component:
    """Return the form's heading, which says for which office one invites."""
    office: Shown = words(state.view.office)
    return rx.cond(office, tr("staff.people.inviting", office=office), tr("staff.people.inviting_nationally"))


def _option(role: Shown) -> rx.Component:
    names = [(one.value, bracketed(f"staff.role.{one.value}")) for one in Role]
    return rx.el.option(rx.match(role, *names, ""), value=role)


def office_choice(state: Any) -> rx.Component:
    """Return a system administrator's way to another office, and to the roles for the whole country."""
    form = asking_form(
        stack(
            hidden(OFFICE, state.asked_office),
            hidden("scope", state.asked_scope),
            text_input(
                "q",
                tr("staff.people.office"),
                help=tr("staff.people.office_help"),
                default_value=state.asked_words,
                max_length=60,
            ),
            rx.el.div(secondary(tr("staff.people.find"), type="submit")),
        ),
        action=routes.STAFF_PEOPLE,
        on_submit=state.find,
    )
    national = link_plain(tr("staff.people.national"), f"{routes.STAFF_PEOPLE}?scope={NATIONAL}")
    offices: Shown = state.offices
    nothing = rx.el.p(tr("staff.people.no_office"), class_name=theme.TEXT)
    listed = rx.el.ul(rx.foreach(offices, _office), class_name=theme.STACK["sm"])
    said = rx.cond(
        state.asked_words, tr("staff.people.named_so", words=state.asked_words), tr("staff.people.staffed")
    )
    return section(
        rx.cond(state.is_choosing, tr("staff.people.choose"), tr("staff.people.offices")),
        form,
        rx.cond(offices.length() > 0, rx.fragment(rx.el.p(said, class_name=theme.TEXT), listed), nothing),
        rx.el.div(national),
    )


def _office(office: Shown) -> rx.Component:
    href = rx.Var.create(f"{routes.STAFF_PEOPLE}?office=") + office.code
    return rx.el.li(link_plain(worded(office.words), href), class_name="list-none")
