"""The check of camera, microphone, loudspeaker and line; all of it happens in the browser."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.texts import marks

_WORDS = (
    "camera", "camera.picture", "camera.seen", "camera.stop",
    "microphone", "microphone.speak", "microphone.heard", "microphone.level", "microphone.stop",
    "loudspeaker", "loudspeaker.play", "loudspeaker.again", "loudspeaker.heard", "loudspeaker.yes",
    "loudspeaker.no", "network", "try", "again",
    "state.untried", "state.asking", "state.on", "state.heard", "state.playing", "state.asked",
    "state.works", "state.problem",
    "problem.denied", "problem.system", "problem.missing", "problem.busy", "problem.unsuited",
    "problem.insecure", "problem.old", "problem.unknown", "problem.silent", "problem.slow",
    "problem.offline", "problem.anyway",
    "help.chrome", "help.android", "help.ios", "help.safari", "help.edge", "help.firefox",
    "help.samsung", "help.in_app",
)  # fmt: skip


class DeviceCheck(rx.Component):
    """Four devices with their states; `words` are marked texts by name."""

    library = "$/public" + rx.asset("devices.jsx", shared=False)
    tag = "DeviceCheck"
    words: rx.Var[dict[str, str]]
    look: rx.Var[dict[str, str]]


def device_check() -> rx.Component:
    """Return the check; each device is tried by a press, never by itself."""
    state = theme.joined(theme.BADGE, "shrink-0")
    look = {
        "all": theme.TWO_CARDS,
        "device": theme.joined(theme.CARD, "flex flex-col items-start gap-3"),
        "row": "flex w-full flex-wrap items-center justify-between gap-2",
        "heading": theme.H3,
        "problem": "flex flex-col gap-2",
        "strong": theme.STRONG,
        "video": theme.MIRROR,
        "meter": "h-6 w-full max-w-80",
        "button": theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES),
        "buttons": theme.BUTTON_ROW,
        "bad": theme.joined(state, theme.BADGE_LOOK["error"]),
        **dict.fromkeys(("works", "heard"), theme.joined(state, theme.BADGE_LOOK["success"])),
        **dict.fromkeys(
            ("untried", "asking", "on", "playing", "asked"), theme.joined(state, theme.BADGE_LOOK["neutral"])
        ),
    }
    return DeviceCheck.create(words={name: marks(f"devices.{name}") for name in _WORDS}, look=look)
