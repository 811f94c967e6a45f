"""Every error leads on: a link, something on the very page, or a reason why nobody sees it."""

import json
import os
import subprocess
import sys

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import LANGUAGES, catalogue
from hellowork_portal.ui.shell.ways_on import NOT_FOR_CITIZENS, ON_THE_PAGE, WAYS, reason_for_none, way_on
from tests.architecture.sources import ROOT
from tests.architecture.test_words import error_codes, made_of

PREFIX = "error."
_ROUTES = (
    "import json, hellowork_portal.ui.pages; from reflex_base.registry import RegistrationContext as R;"
    " print(json.dumps([kept['route'] for _, kept in R.ensure_context().decorated_pages]))"
)


def codes() -> set[str]:
    """Return every code that the code base can raise or that the catalogue can say."""
    said = {key.removeprefix(PREFIX) for key in catalogue("ja") if key.startswith(PREFIX)}
    reasons = (("FieldError", "field."), ("NotEligible", "not_eligible_"), ("LinkProblem", "link_"))
    raised = [made_of(error, prefix) for error, prefix in reasons]
    return said.union(error_codes(), *raised) - {"link"}


def test_every_error_has_a_way_on_or_a_reason_for_none() -> None:
    assert {"slot_full", "hold_gone", "field.required", "link_used", "not_eligible_form_only"} <= codes()
    assert sorted(code for code in codes() if code not in WAYS and not reason_for_none(code)) == []


def test_no_way_is_kept_for_an_error_that_is_gone() -> None:
    assert sorted(({*WAYS, *ON_THE_PAGE} | set(NOT_FOR_CITIZENS)) - codes()) == []
    assert set(WAYS) & (set(ON_THE_PAGE) | set(NOT_FOR_CITIZENS)) == set()


def pages_of(mode: str) -> set[str]:
    """Return the addresses of all pages that a portal of this mode has."""
    surroundings = {**os.environ, "PORTAL_MODE": mode}
    found = subprocess.run(
        [sys.executable, "-c", _ROUTES],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(found.stdout.splitlines()[-1]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_has_words(language: str) -> None:
    assert {label for _, label in WAYS.values()} <= set(catalogue(language))


def test_every_way_leads_to_a_page_that_production_has() -> None:
    pages = pages_of("production")
    assert {address.split("?")[0] for address, _ in WAYS.values()} - pages == set()


def test_the_pages_for_reviewers_are_no_part_of_production() -> None:
    assert not {routes.DEV_ERRORS, routes.DEV_FORM} & pages_of("production")
    assert {routes.DEV_ERRORS, routes.DEV_FORM} <= pages_of("demonstration")


def test_an_error_gives_its_way_in_every_language() -> None:
    from hellowork_portal.services.reservations.errors import HoldGone, SlotFull

    way = way_on(HoldGone())
    assert way.href == routes.PROCEDURES
    assert set(way.label) == set(LANGUAGES)
    assert (way_on(SlotFull()).href, way_on(None).href) == ("", "")


def test_the_page_for_reviewers_lists_every_empty_state() -> None:
    from hellowork_portal.ui.dev.collected import empty_states

    written = [
        path
        for path in sorted((ROOT / "hellowork_portal" / "ui" / "citizen").rglob("*.py"))
        if "empty_state(" in path.read_text(encoding="utf-8")
    ]
    shown = {state.place.split(":")[0] for state in empty_states()}
    folder = ROOT / "hellowork_portal" / "ui" / "citizen"
    assert shown == {path.relative_to(folder).as_posix() for path in written}
