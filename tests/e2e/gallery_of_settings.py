"""The gallery's pages around one's own account: address, password, notices, data, closing, recovery."""

from hellowork_portal.kit import routes
from tests.e2e.gallery import Screen, send, typed, until

_ADDRESS = [
    Screen("my.refused", routes.MY_PAGE, who="refused"),
    Screen("my_address", routes.MY_ADDRESS, who="newcomer"),
    Screen(
        "my_address.wrong",
        routes.MY_ADDRESS,
        "mail_address=field.not_mail&present=wrong_password",
        who="newcomer",
    ),
    Screen("my_address.slowed", routes.MY_ADDRESS, "error=too_many&minutes=12", who="newcomer"),
    Screen("my_address.sent", routes.MY_ADDRESS, "sent=1", who="asker"),
    Screen("my_address.open", routes.MY_ADDRESS, who="moved_in"),
    Screen("address_confirm", routes.ADDRESS_CONFIRM, who="mover"),
    Screen("address_confirm.taken", routes.ADDRESS_CONFIRM, "error=address_taken", who="mover"),
    Screen("address_done", routes.ADDRESS_DONE, who="has_moved"),
    Screen("objection", routes.OBJECTION, who="objector"),
    Screen("objection_done", routes.OBJECTION_DONE, who="has_objected"),
    *[
        Screen(f"link_problem.{purpose}_{reason}", routes.LINK_PROBLEM, f"reason={reason}&purpose={purpose}")
        for purpose, reason in (
            ("objection", "expired"), ("objection", "used"), ("address", "used"), ("recovery", "used"),
        )
    ],
]  # fmt: skip

_RECOVER = [
    Screen("recover", routes.RECOVER),
    Screen(
        "recover.wrong",
        routes.RECOVER,
        do=until(typed("code", "22222-22222", send()), "#code-error"),
    ),
    Screen("recover_sent", routes.RECOVER_SENT),
    Screen("recover_confirm", routes.RECOVER_CONFIRM, who="recoverer"),
    Screen("recover_done", routes.RECOVER_DONE, who="has_recovered"),
]

_ACCOUNT = [
    Screen("security", routes.MY_SECURITY, who="watchful"),
    Screen("security.changed", routes.MY_SECURITY, "changed=1", who="newcomer"),
    Screen("my_password", routes.MY_RESET, who="newcomer"),
    Screen("my_password.disowned", routes.MY_RESET, "why=disowned", who="newcomer"),
    Screen(
        "my_password.wrong",
        routes.MY_RESET,
        "present=wrong_password&password=field.password_conditions",
        who="newcomer",
    ),
    Screen("certification_days.none", routes.MY_DAYS, who="newcomer"),
    Screen("notices", routes.MY_NOTICES, who="newcomer"),
    Screen("notices.saved", routes.MY_NOTICES, who="newcomer", do=until(send(), "[role=status] svg")),
    Screen("data", routes.MY_DATA, who="newcomer"),
    Screen("data.wrong", routes.MY_DATA, "present=wrong_password", who="newcomer"),
    Screen("closing", routes.MY_CLOSING, who="newcomer"),
    Screen("closing.ahead", routes.MY_CLOSING, who="regular"),
    Screen("closing.refused", routes.MY_CLOSING, "error=reservations_ahead", who="regular"),
    Screen("closing.open", routes.MY_CLOSING, who="moved_in"),
    Screen("closed", routes.CLOSED, who="has_closed"),
]

SCREENS = [*_ADDRESS, *_RECOVER, *_ACCOUNT]
