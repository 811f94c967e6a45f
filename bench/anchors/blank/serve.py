"""The page as uvicorn serves it, built before, as hellowork_portal/serve.py does."""

import os

from starlette.types import ASGIApp


def create() -> ASGIApp:
    """Return the application with its built front end inside."""
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex_base.environment import environment

    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    from blank.blank import app

    return app()
