"""Sections of 「よくある質問」: the search, the topics, the questions with their answers, whom to ask."""

import reflex as rx

from hellowork_portal.kit import i18n, routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.faq.finding import Question, groups, questions
from hellowork_portal.ui.citizen.faq.state import FOUND, FaqState
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, primary
from hellowork_portal.ui.components.fields import described, field
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import asking_form, native_link
from hellowork_portal.ui.components.notices import empty_state
from hellowork_portal.ui.shell.prose import written
from hellowork_portal.ui.texts import t, tr

_seen: Shown = FaqState


def search_form() -> rx.Component:
    """Return the form; before the script has arrived the browser sends it to the same address by itself."""
    box = rx.el.input(
        id="q",
        type="search",
        name="q",
        default_value=_seen.query,
        max_length=100,
        auto_complete="off",
        enter_key_hint="search",
        class_name=theme.joined(theme.CONTROL, theme.NARROW["line"]),
        **described("q", None, required=False),
    )
    return asking_form(
        field("q", tr("faq.query"), box, help=tr("faq.query.help")),
        rx.el.div(primary(tr("faq.button"), drawing="search", type="submit")),
        action=routes.FAQ,
        aria_label=t("faq.form"),
        on_submit=FaqState.submit,
        class_name=theme.joined(theme.GREY, "flex flex-col gap-4"),
    )


def topics() -> rx.Component:
    """Return the topics as links into the page; nothing while somebody searches."""
    links = [
        rx.el.li(native_link(rx.el.span(tr(f"faq.group.{code}")), f"#{code}", look=theme.FOOTER_LINK))
        for code in groups()
    ]
    listed = rx.el.nav(
        rx.el.ul(*links, class_name=theme.FOOTER_LINKS), aria_label=t("faq.topics"), class_name="no-print"
    )
    return rx.cond(_seen.query, rx.fragment(), listed)


def answers() -> rx.Component:
    """Return all questions by topic, or those that were found; the count is read out."""
    return rx.el.div(
        rx.el.div(rx.cond(_seen.query, _count()), role="status", id=FOUND, tab_index=-1),
        *[_group(code) for code in groups()],
        class_name=theme.STACK["lg"],
    )


def _count() -> rx.Component:
    count = tr("faq.count", query=_seen.query, count=_seen.found.length())
    none = empty_state(
        tr("faq.none"),
        tr("faq.none.body", query=_seen.query),
        link_secondary(tr("faq.all"), routes.FAQ),
        link_secondary(tr("faq.ask.link"), routes.CONTACT),
    )
    some = rx.el.p(count, " ", link_plain(tr("faq.all"), routes.FAQ), class_name=theme.WRAPPING)
    return rx.cond(_seen.found.length() > 0, some, none)


def _group(code: str) -> rx.Component:
    listed = [_question(one) for one in questions() if one.group == code]
    whole = rx.el.section(
        rx.el.h2(tr(f"faq.group.{code}"), id=code, class_name=theme.H2),
        rx.el.div(*listed, class_name=theme.QUESTIONS),
        class_name=theme.STACK["md"],
    )
    return rx.cond((_seen.query == "") | _seen.groups.contains(code), whole)


def _question(question: Question) -> rx.Component:
    key = f"faq.{question.key}"
    summary = rx.el.summary(
        icon("next", 20, theme.OPENER),
        rx.el.span(tr(key)),
        class_name=theme.QUESTION,
    )
    answer = rx.el.div(written(_answer(key)), class_name=theme.ANSWER)
    whole = rx.el.details(summary, answer, id=question.key.replace(".", "-"), class_name="group")
    return rx.cond((_seen.query == "") | _seen.found.contains(question.key), whole)


def _answer(key: str) -> dict[str, str]:
    """Return an answer in every language, with the address that mails come from."""
    texts = {language: i18n.marked(language, f"{key}.answer") for language in i18n.LANGUAGES}
    return {language: i18n.fill(text, {"sender": settings().smtp.sender}) for language, text in texts.items()}


def ask() -> rx.Component:
    """Return whom to ask where no answer helps."""
    return section(
        tr("faq.ask"), text(tr("faq.ask.body")), rx.el.div(link_plain(tr("faq.ask.link"), routes.CONTACT))
    )
