"""Every page of the portal: importing a page registers it.

Whole names, so that no import can be merged with another and lost.
"""

import hellowork_portal.ui.citizen.accessibility.page
import hellowork_portal.ui.citizen.apply.page
import hellowork_portal.ui.citizen.calendar.page
import hellowork_portal.ui.citizen.guide.page
import hellowork_portal.ui.citizen.home.page
import hellowork_portal.ui.citizen.join_help.page
import hellowork_portal.ui.citizen.lookup.detail_page
import hellowork_portal.ui.citizen.lookup.page
import hellowork_portal.ui.citizen.my.page
import hellowork_portal.ui.citizen.my.profile_page
import hellowork_portal.ui.citizen.not_found.page
import hellowork_portal.ui.citizen.privacy.page
import hellowork_portal.ui.citizen.register.confirm_page
import hellowork_portal.ui.citizen.register.done_page
import hellowork_portal.ui.citizen.register.form_page
import hellowork_portal.ui.citizen.register.mail_page
import hellowork_portal.ui.citizen.register.problem_page
import hellowork_portal.ui.citizen.register.sent_page
import hellowork_portal.ui.citizen.register.terms_page
import hellowork_portal.ui.citizen.reserve.confirm_page
import hellowork_portal.ui.citizen.reserve.done_page
import hellowork_portal.ui.citizen.reserve.form_page
import hellowork_portal.ui.citizen.reserve.number_page
import hellowork_portal.ui.citizen.reserve.terms_page
import hellowork_portal.ui.citizen.reset.done_page
import hellowork_portal.ui.citizen.reset.form_page
import hellowork_portal.ui.citizen.reset.page
import hellowork_portal.ui.citizen.reset.sent_page
import hellowork_portal.ui.citizen.search.page
import hellowork_portal.ui.citizen.sign_in.page
import hellowork_portal.ui.citizen.sign_in.signed_out_page
import hellowork_portal.ui.citizen.terms.page  # noqa: F401
