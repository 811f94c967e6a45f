"""What Reflex must be told; the portal's own settings stand in hellowork_portal.kit.settings."""

import os
import sys
from pathlib import Path
from typing import Any

# Before Reflex is imported: Node comes as a wheel, and nothing is asked of hosts outside the registries.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED", "true")
os.environ.setdefault("REFLEX_SOCKET_TIMEOUT", "30")
os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", str(512 * 1024))
os.environ["PATH"] = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"

import reflex as rx

from hellowork_portal.kit.settings import settings

_TOKENS = "@digital-go-jp/tailwind-theme-plugin"


class DigitalAgencyTailwind(rx.plugins.TailwindV4Plugin):
    """Tailwind v4 with the Digital Agency's tokens as its CSS theme.

    Tokens that come as CSS are classes and `var(--color-…)` at once, so our own
    stylesheets in assets/ may build on them with @theme, @utility and @apply.
    """

    def get_frontend_development_dependencies(self, **context: Any) -> list[str]:
        """Add the tokens' package to what npm installs."""
        return [*super().get_frontend_development_dependencies(**context), f"{_TOKENS}@1.0.1"]

    def pre_compile(self, **context: Any) -> None:
        """Import the tokens into Tailwind's root stylesheet."""
        super().pre_compile(**context)
        context["add_modify_task"]("styles/tailwind.css", _with_tokens)


def _with_tokens(stylesheet: str) -> str:
    line = f'@import "{_TOKENS}/v4";\n'
    return stylesheet if line in stylesheet else stylesheet.replace("@config", f"{line}@config", 1)


config = rx.Config(
    app_name="hellowork_portal",
    api_url=settings().public_url,
    deploy_url=settings().public_url,
    cors_allowed_origins=[settings().public_url],
    trusted_proxy_hops=settings().trusted_proxy_hops,
    redis_url=settings().redis_url or None,
    state_manager_mode=rx.constants.StateManagerMode.MEMORY,  # Redis takes over where an address is set
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="light",
    plugins=[DigitalAgencyTailwind({"plugins": []})],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
