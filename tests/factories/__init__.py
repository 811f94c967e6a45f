"""Rows for tests: explicit, nothing random; what a test does not say is the plainest thing."""

from tests.factories.desk import Desk, assert_seats_add_up
from tests.factories.people import PASSWORD_HASH, make_applicant, make_claimant, principal_of
from tests.factories.places import (
    make_definition,
    make_host,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_template,
    shipped_catalogue,
)
from tests.factories.staff import give_role, make_staff, staff_principal, totp_code
from tests.factories.times import NOW, TODAY, at

__all__ = [
    "NOW",
    "PASSWORD_HASH",
    "TODAY",
    "Desk",
    "assert_seats_add_up",
    "at",
    "give_role",
    "make_applicant",
    "make_claimant",
    "make_definition",
    "make_host",
    "make_offering",
    "make_office",
    "make_procedure",
    "make_slot",
    "make_staff",
    "make_template",
    "principal_of",
    "shipped_catalogue",
    "staff_principal",
    "totp_code",
]
