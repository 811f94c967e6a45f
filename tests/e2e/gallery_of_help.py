"""The gallery's offices, questions and answers, contact, and the page of all errors."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen

SCREENS = [
    Screen("offices", routes.OFFICES),
    Screen("offices.prefecture", routes.OFFICES, "prefecture=14"),
    Screen("offices.none", routes.OFFICES, "q=xyzzy"),
    Screen("office", routes.OFFICE, "code=HW13-004"),
    Screen("office.without_phone", routes.OFFICE, "code=HW14-001"),
    Screen("office.gone", routes.OFFICE, "code=nowhere"),
    Screen("faq", routes.FAQ),
    Screen("faq.none", routes.FAQ, "q=xyzzy"),
    Screen("contact", routes.CONTACT),
    Screen("dev_errors", routes.DEV_ERRORS, is_fault=True),
    Screen("dev_form", routes.DEV_FORM),
]
