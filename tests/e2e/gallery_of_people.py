"""The gallery's pages of reservations, people, claimants and deliveries."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen, opened, send, typed, until

_WHO = "staff_of_people"

SCREENS = [
    Screen("staff_reservations", routes.STAFF_RESERVATIONS, "office={at}", who=_WHO),
    Screen("staff_reservations.none", routes.STAFF_RESERVATIONS, "office={at}&q=nobody", who=_WHO),
    Screen(
        "staff_reservation",
        routes.STAFF_RESERVATION,
        "office={at}&number={number}",
        who=_WHO,
        do=opened("main details > summary"),
    ),
    Screen("staff_reservation.missing", routes.STAFF_RESERVATION, "office={at}&number=K7M2P", who=_WHO),
    Screen("staff_cancel_day", routes.STAFF_CANCEL_DAY, "office={at}&day={day}", who=_WHO),
    Screen("staff_cancel_day.wrong", routes.STAFF_CANCEL_DAY, "office={at}&day=none", who=_WHO),
    Screen(
        "staff_applicants",
        routes.STAFF_APPLICANTS,
        "office={at}",
        who=_WHO,
        do=until(typed("q", "職安", send()), "main table"),
    ),
    Screen("staff_applicant", routes.STAFF_APPLICANT, "office={at}&id={person}", who=_WHO),
    Screen("staff_applicant.missing", routes.STAFF_APPLICANT, "office={at}&id=0", who=_WHO),
    Screen("staff_claimants", routes.STAFF_CLAIMANTS, "office={at}", who=_WHO),
    Screen("staff_claimant", routes.STAFF_CLAIMANT, "office={at}&id={claimant}", who=_WHO),
    Screen("staff_import", routes.STAFF_IMPORT, "office={at}", who=_WHO),
    Screen("staff_import.faulty", routes.STAFF_IMPORT, "office={at}&id={faulty}", who=_WHO),
    Screen("staff_import.good", routes.STAFF_IMPORT, "office={at}&id={good}", who=_WHO),
    Screen("staff_import.refused", routes.STAFF_IMPORT, "office={at}&error=staff_file_encoding", who=_WHO),
    Screen("staff_deliveries", routes.STAFF_DELIVERIES, "office={at}", who=_WHO),
    Screen("staff_deliveries.planned", routes.STAFF_DELIVERIES, "office={at}&show=planned", who=_WHO),
    Screen("staff_home.stuck", routes.STAFF, "office={at}", who=_WHO),
]
