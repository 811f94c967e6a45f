"""Step 2: the procedure's terms."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui.citizen.reserve.parts import after_confirming, lead_of, markdown, step_body, way
from hellowork_portal.ui.citizen.reserve.states import TermsState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import skeleton
from hellowork_portal.ui.components.terms import terms_box
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RESERVE_TERMS, "reserve.terms.title", load=TermsState.open)
def reserve_terms() -> rx.Component:
    """Return the terms with their tick."""
    wrong = rx.cond(TermsState.must_agree, in_all("reserve.terms.needed"), {}).to(dict[str, str])
    agreement = rx.el.form(
        stack(
            checkbox_input("agree", tr("reserve.terms.agree"), required=True, error=wrong),
            rx.el.div(primary(tr("reserve.terms.button"), type="submit")),
        ),
        on_submit=TermsState.agree,
        no_validate=True,
    )
    terms = terms_box(markdown(TermsState.terms, level="h2"), "reserve.terms.title")
    return frame(
        way(2),
        title(tr("reserve.terms.title"), lead_of(TermsState, "reserve.terms.lead")),
        step_body(
            TermsState,
            after_confirming(TermsState, only_warnings=True),
            rx.cond(TermsState.terms, stack(terms, agreement), skeleton(8)),
        ),
    )
