"""Roles in words, for every screen of staff."""

import reflex as rx

from hellowork_portal.kit.principal import Role
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import tr_of


def role_words(code: Shown) -> rx.Component:
    """Return the name of a role whose code is known only at run time."""
    return tr_of(code, "staff.role", [role.value for role in Role])
