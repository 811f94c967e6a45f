"""Every page of the portal: importing a page registers it.

Whole names, so that no import can be merged with another and lost.
"""

import hellowork_portal.ui.citizen.accessibility.page
import hellowork_portal.ui.citizen.account.closed_page
import hellowork_portal.ui.citizen.account.closing_page
import hellowork_portal.ui.citizen.account.data_page
import hellowork_portal.ui.citizen.account.notices_page
import hellowork_portal.ui.citizen.account.password_page
import hellowork_portal.ui.citizen.account.security_page
import hellowork_portal.ui.citizen.address.confirm_page
import hellowork_portal.ui.citizen.address.done_page
import hellowork_portal.ui.citizen.address.my_page
import hellowork_portal.ui.citizen.address.objection_done_page
import hellowork_portal.ui.citizen.address.objection_page
import hellowork_portal.ui.citizen.apply.page
import hellowork_portal.ui.citizen.calendar.page
import hellowork_portal.ui.citizen.change.cancel_page
import hellowork_portal.ui.citizen.change.cancelled_page
import hellowork_portal.ui.citizen.change.confirm_page
import hellowork_portal.ui.citizen.change.done_page
import hellowork_portal.ui.citizen.change.page
import hellowork_portal.ui.citizen.contact.page
import hellowork_portal.ui.citizen.faq.page
import hellowork_portal.ui.citizen.guest.claim_page
import hellowork_portal.ui.citizen.guest.claimed_page
import hellowork_portal.ui.citizen.guest.code_page
import hellowork_portal.ui.citizen.guide.page
import hellowork_portal.ui.citizen.home.page
import hellowork_portal.ui.citizen.interview.page
import hellowork_portal.ui.citizen.join_help.page
import hellowork_portal.ui.citizen.lookup.detail_page
import hellowork_portal.ui.citizen.lookup.page
import hellowork_portal.ui.citizen.my.page
import hellowork_portal.ui.citizen.my.profile_page
import hellowork_portal.ui.citizen.not_found.page
import hellowork_portal.ui.citizen.office.page
import hellowork_portal.ui.citizen.offices.page
import hellowork_portal.ui.citizen.privacy.page
import hellowork_portal.ui.citizen.recover.code_page
import hellowork_portal.ui.citizen.recover.confirm_page
import hellowork_portal.ui.citizen.recover.done_page
import hellowork_portal.ui.citizen.recover.sent_page
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
import hellowork_portal.ui.citizen.terms.page
import hellowork_portal.ui.citizen.waitlist.page
import hellowork_portal.ui.staff.audit.page
import hellowork_portal.ui.staff.home.page
import hellowork_portal.ui.staff.join.authenticator_page
import hellowork_portal.ui.staff.join.codes_page
import hellowork_portal.ui.staff.join.name_page
import hellowork_portal.ui.staff.join.problem_page
import hellowork_portal.ui.staff.people.page
import hellowork_portal.ui.staff.reports.page
import hellowork_portal.ui.staff.security.authenticator_page
import hellowork_portal.ui.staff.security.page
import hellowork_portal.ui.staff.security.password_page
import hellowork_portal.ui.staff.sign_in.code_page
import hellowork_portal.ui.staff.sign_in.page
import hellowork_portal.ui.staff.sign_in.signed_out_page
from hellowork_portal.kit.settings import Mode, settings

if settings().mode is not Mode.PRODUCTION:
    import hellowork_portal.ui.dev.errors  # noqa: F401
