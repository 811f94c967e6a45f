"""The language that one chose: a readable cookie, so that mails and pages agree."""

import reflex as rx

from hellowork_portal.kit.i18n import known_language
from hellowork_portal.ui.shell.loaders import loader_of
from hellowork_portal.ui.shell.rights import public


class Language(rx.State):
    """Holds one of `i18n.LANGUAGES`; a browser may send anything, so it is checked."""

    lang: str = rx.Cookie("ja", name="lang", max_age=31_536_000, same_site="lax")

    @rx.event
    @public
    async def choose(self, language: str):
        """Switch at once; what was typed stays, because nothing is reloaded."""
        self.lang = known_language(language)
        return loader_of(self.router.url.path)
