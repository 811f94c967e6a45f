"""The HTTP routes beside Reflex: native form posts, mail links, files, health."""

from starlette.applications import Starlette
from starlette.routing import Route

from hellowork_portal.kit import routes
from hellowork_portal.services.access import links
from hellowork_portal.web import (
    access,
    accounts,
    attachments,
    audit,
    banners,
    claimant_files,
    files,
    guests,
    health,
    own_data,
    papers,
    staff_day,
    staff_door,
    staff_files,
    staff_forms,
)
from hellowork_portal.web.browser import own_origin_only
from hellowork_portal.web.fault_page import told_of_faults

_POSTS = {
    routes.DO_SIGN_IN: access.do_sign_in,
    routes.DO_SIGN_OUT: access.do_sign_out,
    routes.DO_SIGN_OUT_EVERYWHERE: access.do_sign_out_everywhere,
    routes.DO_REGISTER: access.do_register,
    routes.DO_RESET: access.do_reset,
    routes.DO_NOTHING: access.do_nothing,
    routes.DO_DETACH: attachments.detach,
    routes.OWN_DATA_FILE: own_data.take_own_data,
    **accounts.POSTS,
    **guests.POSTS,
    **staff_door.POSTS,
    **staff_forms.POSTS,
    **staff_files.POSTS,
}
_UPLOADS = {
    routes.DO_STAFF_IMPORT: (claimant_files.keep, claimant_files.LONGEST),
    routes.DO_ATTACH: (attachments.attach, attachments.LONGEST_READ),
}
"""Posts that bring a file, and how long they may be."""
_GETS = {
    "/links/register": access.opener(links.REGISTER, routes.REGISTER_FORM),
    "/links/reset": access.opener(links.RESET, routes.RESET_FORM),
    "/links/address": access.opener(links.ADDRESS, routes.ADDRESS_CONFIRM),
    "/links/objection": access.opener(links.OBJECTION, routes.OBJECTION),
    "/links/recovery": access.opener(links.RECOVERY, routes.RECOVER_CONFIRM),
    "/links/staff-invitation": staff_forms.open_invitation,
    routes.STAFF_HOST: staff_day.host,
    **papers.GETS,
    routes.ATTACHMENT: attachments.open_own,
    routes.STAFF_ATTACHMENT: attachments.open_for_staff,
    routes.CALENDAR_FILE: files.calendar_file,
    routes.BANNERS: banners.banners,
    routes.AUDIT_HEAD: audit.head,
    "/health/live": health.live,
    "/health/ready": health.ready,
}


def make_routes() -> Starlette:
    """Return the routes as an app that Reflex mounts beside its own."""
    own = {path: own_origin_only(handler) for path, handler in _POSTS.items()}
    own |= {path: own_origin_only(handler, longest) for path, (handler, longest) in _UPLOADS.items()}
    posts = [Route(path, told_of_faults(handler), methods=["POST"]) for path, handler in own.items()]
    gets = [Route(path, told_of_faults(handler), methods=["GET"]) for path, handler in _GETS.items()]
    return Starlette(routes=[*posts, *gets])
