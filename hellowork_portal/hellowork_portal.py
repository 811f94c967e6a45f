"""The app: pages, guard, routes. Composition only."""

import reflex as rx

from hellowork_portal.kit.logs import set_up_logs
from hellowork_portal.ui import pages, theme  # noqa: F401  (importing pages registers them)
from hellowork_portal.ui.components.connection import app_wraps
from hellowork_portal.ui.shell.citizen_frame import head_components
from hellowork_portal.ui.shell.entrance import guard_entrance
from hellowork_portal.ui.shell.fault_state import on_fault
from hellowork_portal.ui.shell.guard import Guard
from hellowork_portal.ui.shell.left_states import left_states
from hellowork_portal.ui.shell.light_states import lighten_states
from hellowork_portal.ui.shell.live_rooms import Doors
from hellowork_portal.ui.shell.live_seats import live_seats
from hellowork_portal.ui.shell.session_watch import session_watch
from hellowork_portal.web.routes import make_routes

set_up_logs()
lighten_states()
app = rx.App(
    html_lang="ja",
    stylesheets=theme.STYLESHEETS,
    app_wraps=app_wraps(),
    toaster=None,
    head_components=head_components(),
    backend_exception_handler=on_fault,
    api_transformer=[make_routes()],
)
guard_entrance(app)
app.add_middleware(Guard(), index=0)
app.add_middleware(Doors(), index=1)
app.register_lifespan_task(session_watch(app))
app.register_lifespan_task(live_seats(app))
app.register_lifespan_task(left_states(app))
