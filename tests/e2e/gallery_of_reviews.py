"""The gallery's pages of the review of applications."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen, opened

_WHO = "reviewer"

SCREENS = [
    Screen("staff_applications", routes.STAFF_APPLICATIONS, "office={at}", who=_WHO),
    Screen("staff_applications.none", routes.STAFF_APPLICATIONS, "office={at}&show=returned", who=_WHO),
    Screen("staff_applications.absent", routes.STAFF_APPLICATIONS, "office={at}&show=absent", who=_WHO),
    Screen("staff_claimant.due", routes.STAFF_CLAIMANT, "office={at}&id={absent}", who=_WHO),
    Screen(
        "staff_application",
        routes.STAFF_APPLICATION,
        "office={at}&number={case}",
        who=_WHO,
        do=opened("main details > summary"),
    ),
    Screen("staff_application.missing", routes.STAFF_APPLICATION, "office={at}&number=1", who=_WHO),
    Screen("staff_bulk", routes.STAFF_BULK, "office={at}", who=_WHO),
]
