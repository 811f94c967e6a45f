"""What stands around every screen of a citizen: banner, skip link, header, main, footer."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import HTML_LANG, LANGUAGES, marked, spoken
from hellowork_portal.kit.settings import ROOT, settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.banners import banners
from hellowork_portal.ui.components.buttons import tertiary
from hellowork_portal.ui.components.form_field import KeepsTyped
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN
from hellowork_portal.ui.components.native import native_form, native_link, skip_link
from hellowork_portal.ui.components.session_warning import session_warning
from hellowork_portal.ui.shell.fault_state import FaultState
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.menu import FRAME_JS, menu
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import HtmlLang, t, tr, worded, words


class FocusHeading(rx.Component):
    """Moves the focus to the h1 after a change of page."""

    library = FRAME_JS
    tag = "FocusHeading"


class FocusFound(rx.Component):
    """Moves the focus to the answers where the same page is asked something else (`found_heading`)."""

    library = FRAME_JS
    tag = "FocusFound"


class FocusOnReturn(rx.Component):
    """Leads who comes back to a page to where they had been: once, where the address ends with `mark`."""

    library = FRAME_JS
    tag = "FocusOnReturn"
    mark: rx.Var[str]
    target_id: rx.Var[str]


class LanguageReady(rx.Component):
    """Shows the page once its words are in the language of the cookie."""

    library = FRAME_JS
    tag = "LanguageReady"
    lang: rx.Var[str]


class FormsAlive(rx.Component):
    """Sends a form that waited for the page's script (assets/early.js)."""

    library = FRAME_JS
    tag = "FormsAlive"


def head_components() -> list[rx.Component]:
    """Return what rx.App puts into every page's head: the scripts that run before the first paint.

    They stand in the page itself: as files they would wait behind everything that the page
    calls for, and the first paint with them.
    """
    return [
        rx.el.script(_script("language.js")),
        _early(),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
    ]


def _early() -> rx.Component:
    """Return the script for forms that are sent before the page lives; it needs its words by itself."""
    words_by_language = {f"data-{code}": spoken(marked(code, "frame.early")) for code in LANGUAGES}
    told = {**words_by_language, "data-action": routes.DO_NOTHING, "data-look": theme.CONNECTION}
    return rx.el.script(_script("early.js"), custom_attrs=told)


def _script(name: str) -> str:
    """Return a script of assets/ without its comments and empty lines."""
    lines = (ROOT / "assets" / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("//"))


def frame(*children: Any) -> rx.Component:
    """Return a whole screen of the citizen side; its contents are one column of readable width."""
    return _framed(
        rx.el.div(*children, class_name=theme.joined(theme.CONTAINER, theme.STACK["lg"])), theme.MAIN
    )


def wide_frame(*children: Any) -> rx.Component:
    """Return a screen whose contents reach from edge to edge (bands of the home page)."""
    return _framed(rx.fragment(*children), "flex-1")


def _framed(contents: rx.Component, look: str) -> rx.Component:
    return rx.el.div(
        HtmlLang.create(lang=html_lang()),
        LanguageReady.create(lang=Language.lang),
        FocusHeading.create(),
        FormsAlive.create(),
        KeepsTyped.create(),
        skip_link(),
        _header(),
        _guest_bar(),
        banners(),
        fault_line(),
        rx.el.main(contents, id="main", tab_index=-1, class_name=look),
        _footer(),
        _session_warning(),
        class_name=theme.BODY,
    )


def _session_warning() -> rx.Component:
    return session_warning(
        SessionState.is_signed_in | SessionState.is_guest,
        SessionState.idle_ends_ms,
        SessionState.can_stay,
        on_check=SessionState.check,
        on_stay=SessionState.stay,
        gone_href=rx.cond(SessionState.is_guest, f"{routes.LOOKUP}?ended=1", routes.SIGNED_OUT),
        is_guest=SessionState.is_guest,
    )


def _guest_bar() -> rx.Component:
    """Return, on every page, that a reservation is open without sign-in, and the button that ends it."""
    end = native_form(tertiary(tr("guest.bar.end"), type="submit"), action=routes.DO_LOOKUP_END)
    told = rx.el.p(tr("guest.bar", number=SessionState.guest_number))
    look = theme.joined(theme.CONTAINER, "py-2 flex flex-wrap items-center justify-between gap-x-4")
    bar = rx.el.aside(
        rx.el.div(told, end, class_name=look),
        aria_label=t("guest.now", number=SessionState.guest_number),
        class_name=theme.joined(theme.GUEST_BAR, "no-print"),
    )
    return rx.cond(SessionState.is_guest, bar)


def fault_line() -> rx.Component:
    """Return the sentence of an unexpected fault, with its reference number, above the page."""
    line = rx.el.p(icon("error"), rx.el.span(worded(FaultState.sentence)), class_name=theme.ALERT)
    shown = rx.el.div(line, class_name=theme.joined(theme.CONTAINER, "py-4"))
    return rx.el.div(rx.cond(words(FaultState.sentence), shown), role="alert")


def html_lang() -> Any:
    """Return the document's language as browsers know it."""
    return rx.match(
        Language.lang, *[(code, HTML_LANG[code]) for code in LANGUAGES[1:]], HTML_LANG[LANGUAGES[0]]
    )


def demonstration(container: str = theme.CONTAINER) -> rx.Component:
    """Return the banner of decision 14; decided at build, which is keyed by the settings."""
    if not settings().is_demonstration:
        return rx.fragment()
    words = rx.el.p(tr("frame.demonstration"), class_name=theme.joined(container, "py-2"))
    return rx.el.div(words, class_name=theme.DEMONSTRATION)


def no_script() -> rx.Component:
    """Return what a browser without scripts says above every page."""
    return rx.el.noscript(t("frame.noscript"), class_name=theme.joined("block", theme.NO_SCRIPT))


def _header() -> rx.Component:
    top = rx.el.div(_languages(), class_name=theme.joined(theme.CONTAINER, theme.TOP_BAR_INNER))
    brand = rx.el.a(
        icon("house", 32, theme.BRAND_MARK),
        rx.el.span(tr("frame.service"), class_name=theme.BRAND_NAME),
        href=routes.HOME,
        class_name=theme.BRAND,
    )
    bar = rx.el.div(brand, menu(), class_name=theme.joined(theme.CONTAINER, theme.HEADER_INNER, "no-print"))
    return rx.el.header(
        demonstration(),
        no_script(),
        rx.el.div(top, class_name=theme.joined(theme.TOP_BAR, "no-print")),
        bar,
        class_name=theme.HEADER,
    )


def _languages() -> rx.Component:
    buttons = [_language(code) for code in LANGUAGES]
    return rx.el.div(*buttons, role="group", aria_label=t("frame.language.label"), class_name=theme.LANGUAGES)


def _language(code: str) -> rx.Component:
    return rx.el.button(
        tr(f"frame.language.{code}"),
        type="button",
        lang=HTML_LANG[code],
        custom_attrs={**AS_WRITTEN},
        aria_pressed=rx.cond(Language.lang == code, "true", "false"),
        on_click=Language.choose(code),
        class_name=theme.LANGUAGE,
    )


def _footer() -> rx.Component:
    links = rx.el.ul(
        _footer_link("guide", routes.GUIDE),
        _footer_link("faq", routes.FAQ),
        _footer_link("offices", routes.OFFICES),
        _footer_link("inquiries", routes.CONTACT),
        _footer_link("terms", routes.TERMS),
        _footer_link("privacy", routes.PRIVACY),
        _footer_link("accessibility", routes.ACCESSIBILITY),
        class_name=theme.FOOTER_LINKS,
    )
    inner = rx.el.div(
        _contact(),
        rx.el.nav(links, aria_label=t("frame.footer.label")),
        rx.el.p(tr("frame.service"), class_name=theme.MUTED),
        class_name=theme.joined(theme.CONTAINER, theme.FOOTER_INNER),
    )
    return rx.el.footer(inner, class_name=theme.joined(theme.FOOTER, "no-print"))


def _footer_link(code: str, href: str) -> rx.Component:
    return rx.el.li(rx.el.a(rx.el.span(tr(f"frame.footer.{code}")), href=href, class_name=theme.FOOTER_LINK))


def _contact() -> rx.Component:
    """Return the operator's telephone where one is set, else the way to an office's."""
    phone = settings().contact.phone
    if not phone:
        return rx.el.p(tr("frame.footer.no_phone"), class_name=theme.TEXT)
    number = native_link(phone, f"tel:{phone.replace('-', '')}", class_name=theme.PHONE)
    return rx.el.p(rx.el.span(tr("frame.footer.contact"), class_name=theme.STRONG), rx.el.br(), number)
