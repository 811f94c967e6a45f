"""「よくある質問」: questions by topic, each with its answer, searched by words; public and static."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.faq.parts import answers, ask, search_form, topics
from hellowork_portal.ui.citizen.faq.state import FaqState
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.FAQ, "faq.title", "faq.description", load=FaqState.open)
def faq() -> rx.Component:
    """Return the page."""
    return frame(title(tr("faq.title"), tr("faq.lead")), search_form(), topics(), answers(), ask())
