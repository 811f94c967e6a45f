"""Every page of the portal: importing a page registers it."""

from hellowork_portal.ui.citizen.accessibility import page as accessibility  # noqa: F401
from hellowork_portal.ui.citizen.apply import page as apply  # noqa: F401
from hellowork_portal.ui.citizen.calendar import page as calendar  # noqa: F401
from hellowork_portal.ui.citizen.guide import page as guide  # noqa: F401
from hellowork_portal.ui.citizen.home import page as home  # noqa: F401
from hellowork_portal.ui.citizen.join_help import page as join_help  # noqa: F401
from hellowork_portal.ui.citizen.lookup import detail_page  # noqa: F401
from hellowork_portal.ui.citizen.my import page as my_page  # noqa: F401
from hellowork_portal.ui.citizen.not_found import page as not_found  # noqa: F401
from hellowork_portal.ui.citizen.privacy import page as privacy  # noqa: F401
from hellowork_portal.ui.citizen.register import (  # noqa: F401
    confirm_page as register_confirm,
)
from hellowork_portal.ui.citizen.reserve import (  # noqa: F401
    confirm_page,
    done_page,
    form_page,
    number_page,
    terms_page,
)
from hellowork_portal.ui.citizen.reset import (  # noqa: F401
    done_page as reset_done,
)
from hellowork_portal.ui.citizen.search import page as search  # noqa: F401
from hellowork_portal.ui.citizen.sign_in import page as sign_in_page  # noqa: F401
from hellowork_portal.ui.citizen.terms import page as terms  # noqa: F401
