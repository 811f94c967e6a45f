"""Codes that people may meet in their own data have words, and the periods told are those that hold."""

import ast
import re
from collections.abc import Iterator

import pytest

from hellowork_portal.jobs.letter_plans import PLANS
from hellowork_portal.kit.i18n import LANGUAGES, PARAMETER, catalogue
from hellowork_portal.models import (
    ClaimantKind,
    DayNoticeKind,
    DeliveryState,
    Mode,
    ReservationState,
    SignInOutcome,
    WaitlistKind,
    WaitlistState,
)
from hellowork_portal.services.access.links import PURPOSES
from hellowork_portal.services.accounts.own_rows import subject_key
from hellowork_portal.services.accounts.own_values import Code, worded
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE, CounterPurpose
from hellowork_portal.services.interviews.notices import Reply
from tests.architecture.sources import calls, package_files

OF_PEOPLE = ("applicant", "reservation")
"""Subjects of entries that a person finds in their own data."""


def actions() -> Iterator[str]:
    """Yield every action that is recorded about a person or a reservation."""
    for path in package_files():
        for name, call in calls(path):
            if name.rsplit(".", 1)[-1] in ("record", "entry_values", "entry"):
                texts = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
                if set(OF_PEOPLE) & set(map(str, texts)):
                    yield from (str(text) for text in texts if re.fullmatch(r"[a-z_]+\.[a-z_]+", str(text)))


def test_every_action_about_a_person_has_words() -> None:
    found = set(actions())
    assert {"applicant.changed", "account.closed", "reservation.cancelled"} <= found, "the search is lost"
    assert sorted(action for action in found if f"audit.{action}" not in catalogue("ja")) == []


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("data.online", ClaimantKind),
        ("data.mode", Mode),
        ("data.delivery", DeliveryState),
        ("data.waiting", WaitlistKind),
        ("data.waiting_state", WaitlistState),
        ("data.said", DayNoticeKind),
        ("data.said_answer", Reply),
        ("data.link", PURPOSES),
        ("data.code", CounterPurpose),
        ("account.security.outcome", SignInOutcome),
    ],
)
def test_every_code_of_ones_own_data_has_a_word(prefix: str, codes) -> None:
    assert [code for code in codes if f"{prefix}.{code}" not in catalogue("ja")] == []


def test_every_state_of_a_reservation_has_a_word() -> None:
    own = {"held", "expired"}
    keys = {
        f"data.state.{state}" if state in own else f"status.reservation.{state}" for state in ReservationState
    }
    assert sorted(keys - set(catalogue("ja"))) == []


def test_every_letter_is_listed_by_its_subject() -> None:
    wrong = {
        kind: subject_key(kind)
        for kind, plan in PLANS.items()
        if subject_key(kind) != f"mail.{plan.words}.subject"
    }
    assert wrong == {}
    assert subject_key("unheard_of") == "mail.unheard_of.subject"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PLANS)
def test_every_letter_can_be_listed_without_its_values(kind: str, language: str) -> None:
    key = subject_key(kind)
    listed = worded(Code(kind, key), language)
    assert listed != kind
    assert ("…" in listed) == bool(PARAMETER.search(catalogue(language)[key]))
    assert not set("{}|") & set(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_about_72_hours_says_what_holds(language: str) -> None:
    hours = str(int(OBJECTION_LIFE.total_seconds()) // 3600)
    assert hours in catalogue(language)["error.address_change_open"]
