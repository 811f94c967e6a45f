"""Pages and their loaders: every page is registered here once."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.ui.shell.loaders import remember
from hellowork_portal.ui.texts import t


def page(
    route: str, title: str, description: str = "frame.description", *, load: Any = None
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register a page; `title` and `description` are catalogue keys.

    `load` runs when the page opens, at every reconnect, and after a switch of
    language, so it builds everything from address, cookie and database.
    """

    def register(build: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        if load is not None:
            remember(route, load)
        whole_title = t("frame.title", page=t(title)) if route != "/" else t("frame.service")
        rx.page(route=route, title=whole_title, description=t(description), on_load=load)(build)
        return build

    return register
