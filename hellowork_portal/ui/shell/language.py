"""The language that one chose: a readable cookie, so that mails and pages agree."""

from collections import OrderedDict

import reflex as rx

from hellowork_portal.kit import cookies
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.ui.shell.loaders import loader_of
from hellowork_portal.ui.shell.rights import public

_NAME = "lang"
_MOST_CHOICES = 10_000
_CHOICES: OrderedDict[str, str] = OrderedDict()
"""By websocket: what was chosen after it was opened, which its cookies cannot say."""


class Language(rx.State):
    """Holds one of `i18n.LANGUAGES`; a browser may send anything, so it is checked."""

    lang: str = rx.Cookie("ja", name=_NAME, max_age=31_536_000, same_site="lax")

    @rx.event
    @public
    async def choose(self, language: str):
        """Switch at once; what was typed stays, because nothing is reloaded."""
        self.lang = known_language(language)
        _CHOICES[self.router.session.session_id] = self.lang
        while len(_CHOICES) > _MOST_CHOICES:
            _CHOICES.popitem(last=False)
        return loader_of(self.router.url.path)

    def _recall(self) -> None:
        """Find the choice again: the framework forgets it before it sends a tree anew."""
        chosen = cookies.read(self.router.headers.raw_headers.get("cookie", ""), _NAME)
        self.lang = _CHOICES.get(self.router.session.session_id) or known_language(chosen.strip('"'))


setattr(Language, "_reset_client_storage", Language._recall)  # noqa: B010  (a plain override is refused)
