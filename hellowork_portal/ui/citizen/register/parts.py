"""Sections that only the registration pages have."""

import reflex as rx

from hellowork_portal.ui.components.layout import steps
from hellowork_portal.ui.texts import tr


def way(current: int) -> rx.Component:
    """Return the progress strip of registration."""
    labels = [tr(f"access.steps.{step}") for step in ("terms", "mail", "input", "check", "done")]
    return steps(current, *labels)
