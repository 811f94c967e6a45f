"""Banners: maintenance, incidents and notices, above every page and on an office's own pages."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.texts import marks, t

BANNERS_JS = "$/public" + rx.asset("banners.jsx", shared=False)
_KINDS = {"maintenance": "info", "incident": "warning", "notice": "info"}


class Banners(rx.Component):
    """Fetches the banners now and then, without an event of the page (see web/banners.py)."""

    library = BANNERS_JS
    tag = "Banners"
    address: rx.Var[str]
    office: rx.Var[str]
    is_office: rx.Var[bool]
    lang: rx.Var[str]
    label: rx.Var[str]
    close: rx.Var[str]
    close_label: rx.Var[str]
    look: rx.Var[dict[str, str]]


def _look() -> dict[str, str]:
    boxes = {kind: theme.joined(theme.BANNER_BOX, theme.NOTICE_BORDER[look]) for kind, look in _KINDS.items()}
    return boxes | {
        "area": theme.BANNERS,
        "words": theme.BANNER_WORDS,
        "heading": theme.BOX_HEADING,
        "when": theme.STRONG,
        "close": theme.BANNER_CLOSE,
    }


def _banners(**props: Any) -> rx.Component:
    return Banners.create(
        icon("info", 28, theme.joined(theme.KIND_INK["info"], "mt-0.5")),
        icon("warning", 28, theme.joined(theme.KIND_INK["warning"], "mt-0.5")),
        address=routes.BANNERS,
        lang=Language.lang,
        label=t("banner.label"),
        close=marks("banner.close"),
        close_label=t("banner.close.label"),
        look=_look(),
        **props,
    )


def banners() -> rx.Component:
    """Return what is for everybody; part of the frame of every page."""
    return rx.el.div(
        _banners(office="", is_office=False), class_name=theme.joined(theme.CONTAINER, "no-print")
    )


def office_banners(office_code: Shown) -> rx.Component:
    """Return what one office has to say; nothing while the code is empty."""
    return _banners(office=office_code, is_office=True)
