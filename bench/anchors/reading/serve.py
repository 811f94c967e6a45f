"""The websocket as uvicorn serves it, without a front end, as hellowork_portal/serve.py does."""

import gc
import os

from starlette.types import ASGIApp


def create() -> ASGIApp:
    """Return the application."""
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex_base.environment import environment

    environment.REFLEX_SKIP_COMPILE.set(True)
    from reading.reading import app

    served = app()
    gc.collect()
    gc.freeze()
    return served
