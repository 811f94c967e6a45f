"""The gallery's electronic applications, from the list to the withdrawal."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import AGREE, Screen, send, until

_START = "procedure=declaration&office={office}"
_NOBODYS = "000000000000"
_GO_ON = "main [type=submit][form]"
_SEND = "main form:has([type=submit]):not([role=search]) [type=submit]"

SCREENS = [
    Screen("apply", routes.APPLY),
    Screen("apply.own", routes.APPLY, who="filer_done"),
    Screen("apply.open", routes.APPLY, who="filer_new"),
    Screen("apply.unknown", routes.APPLY, who="newcomer"),
    Screen("apply.none", routes.APPLY, "q=ぴゅあぴゅあ"),
    Screen("apply_terms", routes.APPLY_TERMS, _START, "filer_new"),
    Screen(
        "apply_terms.not_agreed", routes.APPLY_TERMS, _START, "filer_new", until(send(AGREE), "#agree-error")
    ),
    Screen("apply_terms.claim", routes.APPLY_TERMS, "procedure=declaration&office=HW14-001", "newcomer"),
    Screen("apply_terms.none", routes.APPLY_TERMS, "procedure=nothing", "newcomer"),
    Screen("apply_form", routes.APPLY_FORM, "application={application}", "filer_ready"),
    Screen(
        "apply_form.wrong", routes.APPLY_FORM, "application={application}", "filer_begun",
        until(send(_GO_ON), "#worked-error"),
    ),
    Screen("apply_form.returned", routes.APPLY_FORM, "application={application}", "filer_returned"),
    Screen("apply_form.none", routes.APPLY_FORM, "application=999999", "newcomer"),
    Screen("apply_confirm", routes.APPLY_CONFIRM, "application={application}", "filer_ready"),
    Screen(
        "apply_confirm.unaccepted", routes.APPLY_CONFIRM, "application={application}", "filer_ready",
        until(send(_SEND), "#doubts-error"),
    ),
    Screen("apply_done", routes.APPLY_DONE, "number={number}", "filer_done"),
    Screen("application", routes.APPLICATION, "number={number}", "filer_done"),
    Screen("application.returned", routes.APPLICATION, "number={number}", "filer_returned"),
    Screen("application.none", routes.APPLICATION, f"number={_NOBODYS}", "newcomer"),
    Screen("withdraw", routes.WITHDRAW, "number={number}", "filer_done"),
    Screen("withdraw.none", routes.WITHDRAW, f"number={_NOBODYS}", "newcomer"),
]  # fmt: skip
