"""The look by meaning: the only place that writes class names of colour, type and space.

Values are tokens of the Digital Agency's design system (`assets/portal.css` loads them).
The citizen side is key blue, the staff side purple. Every pair of text and ground has a contrast of
4.5 or more.
"""

from hellowork_portal.ui.theme_calendar import *  # noqa: F403
from hellowork_portal.ui.theme_forms import *  # noqa: F403
from hellowork_portal.ui.theme_frame import *  # noqa: F403
from hellowork_portal.ui.theme_people import *  # noqa: F403
from hellowork_portal.ui.theme_reports import *  # noqa: F403
from hellowork_portal.ui.theme_reviews import *  # noqa: F403
from hellowork_portal.ui.theme_staff import *  # noqa: F403

STYLESHEETS = ["portal.css"]


def joined(*looks: str) -> str:
    """Return several looks as one class string; empty ones vanish."""
    return " ".join(look for look in looks if look)


# Pages
BODY = "min-h-screen flex flex-col bg-white text-solid-gray-800 text-std-16N-170"
CONTAINER = "w-full max-w-[70rem] mx-auto px-4 desktop:px-8"
MAIN = "flex-1 pt-8 pb-16 desktop:pt-12 desktop:pb-24"
BAND = "bg-key-50 border-b border-key-200"
BAND_INNER = "py-10 desktop:py-16"
GREY_BAND = "bg-solid-gray-50 border-y border-solid-gray-200"
PART = "py-12 desktop:py-16"
LAST_PART = "pb-12 desktop:pb-20"
HELP_PANEL = "desktop:!flex-row desktop:items-center desktop:!gap-6"
HERO_WORDS = "flex flex-col gap-6 desktop:gap-8"
GUEST_BAR = "bg-blue-50 text-solid-gray-900 border-b border-blue-600 text-std-16N-170"
DEMONSTRATION = "bg-yellow-100 text-solid-gray-900 border-b border-yellow-600 text-std-16N-170"
NO_SCRIPT = "bg-yellow-50 border-b border-yellow-600 text-solid-gray-900 p-4"

# Type
H1 = "text-std-28B-150 desktop:text-std-36B-140 text-solid-gray-900 scroll-mt-8"
H2 = "text-std-22B-150 desktop:text-std-26B-150 text-solid-gray-900 scroll-mt-8"
H3 = "text-std-18B-160 desktop:text-std-20B-160 text-solid-gray-900 scroll-mt-8"
HERO = "text-std-28B-150 desktop:text-std-45B-140 text-solid-gray-900"
LEAD = "text-std-17N-170 desktop:text-std-18N-160 text-solid-gray-800 max-w-[40em] empty:hidden"
TEXT = "text-std-16N-170 text-solid-gray-800 max-w-[40em]"
STRONG = "font-bold text-solid-gray-900"
MUTED = "text-solid-gray-700"
HELP = "text-std-16N-170 text-solid-gray-700 max-w-[40em]"
FIELD_HELP = f"{HELP} whitespace-pre-line"
TABULAR = "tabular-nums"
DATE = "inline-block tabular-nums"
"""A day or a time in the middle of a line: it goes to the next line as a whole."""
BIG_NUMBER = "text-std-32B-150 desktop:text-dsp-48B-140 tabular-nums tracking-wider text-solid-gray-900"
HIDDEN = "sr-only"

# Actions
_BUTTON = (
    "inline-flex items-center justify-center gap-2 min-h-12 px-6 py-3 rounded-8 text-center "
    "text-oln-16B-100 !leading-130 cursor-pointer underline-offset-4 hover:underline "
    "aria-disabled:cursor-not-allowed aria-disabled:no-underline "
)
_OFF = "aria-disabled:border-solid-gray-536 aria-disabled:text-solid-gray-600 aria-disabled:bg-white"
ACTION = _BUTTON + (
    "border-4 !py-2 border-double border-transparent bg-key-900 text-white hover:bg-key-1000 "
    "active:bg-key-1200 "
    "aria-disabled:bg-solid-gray-600 aria-disabled:text-white"
)
ACTION_OUTLINED = (
    f"{_BUTTON}{_OFF} border border-key-900 bg-white text-key-900 hover:bg-key-100 active:bg-key-200"
)
ACTION_TEXT = (
    f"{_BUTTON}!px-3 desktop:first:-ml-3 bg-transparent text-key-900 underline hover:bg-key-50"
    " active:bg-key-100"
)
DANGER_ACTION = (
    f"{_BUTTON}{_OFF} border border-error-2 bg-white text-error-2 hover:bg-red-50 active:bg-red-100"
)
WIDE_ON_PHONES = "w-full desktop:w-auto"
BIG = "!min-h-16 !px-8 text-std-18B-160"
LINK = (
    "text-key-1000 underline underline-offset-4 decoration-1 hover:decoration-[3px] "
    "visited:text-magenta-900 inline-block min-h-[1.5rem]"
)
LINK_LINE = (
    "inline-flex items-center gap-2 min-h-11 py-2 text-key-1000 underline underline-offset-4 font-bold"
)
SUMMARY_LINE = "min-h-11 py-2.5 text-key-1000 font-bold underline underline-offset-4 cursor-pointer"
BUTTON_ROW = (
    "flex flex-col desktop:flex-row flex-wrap gap-4 desktop:items-center [&>form]:flex [&>form]:flex-col"
)

# Surfaces
CARD = "bg-white border border-solid-gray-300 rounded-12 p-6 desktop:p-8"
HELD = "desktop:flex-row desktop:justify-between desktop:!gap-8"
GREY = "bg-solid-gray-50 rounded-12 p-6 desktop:p-8"
DIVIDER = "border-0 border-t border-solid-gray-300"
STACK = {
    "xs": "flex flex-col gap-1",
    "sm": "flex flex-col gap-2",
    "md": "flex flex-col gap-6",
    "lg": "flex flex-col gap-10 desktop:gap-12",
}
TWO_CARDS = "grid gap-6 desktop:grid-cols-2"
THREE_CARDS = "grid gap-6 desktop:grid-cols-3 list-none"
THREE_STEPS = "grid gap-8 desktop:grid-cols-3 list-none"
STEP_ROW = "flex gap-4 items-start"
TASK = "flex flex-col gap-1 border-t-4 border-key-900 pt-3"
ITEM = "flex gap-1 mt-2"
BULLETS = "list-disc pl-6 flex flex-col gap-2 text-std-16N-170 max-w-[40em]"
COLUMNS = "grid desktop:gap-10 desktop:grid-cols-[minmax(0,1fr)_20rem] desktop:items-start"
WRAPPING = "flex flex-wrap items-center gap-x-4 gap-y-2"
TERMS = "!p-4 desktop:!p-8 desktop:max-h-[28rem] desktop:overflow-y-auto"
SKELETON_LINE = "h-5 rounded-4 bg-solid-gray-100 motion-safe:animate-pulse"

# Facts and steps
FACTS = "border-t border-solid-gray-300"
FACT = "grid gap-1 py-4 border-b border-solid-gray-300 desktop:grid-cols-[14rem_minmax(0,1fr)] desktop:gap-6"
FACT_LABEL = "font-bold text-solid-gray-900"
FACT_VALUE = "text-solid-gray-800 break-words min-w-0 whitespace-pre-line"
LINES = "border-t border-solid-gray-300 flex flex-col list-none"
LINE = (
    "grid gap-3 py-4 border-b border-solid-gray-300 desktop:grid-cols-[minmax(0,1fr)_auto] "
    "desktop:items-center desktop:gap-6"
)
STEPS = "grid grid-flow-col auto-cols-fr gap-1 desktop:gap-2"
STEP = "border-t-4 pt-2 flex flex-col gap-0.5 text-dns-14N-130 desktop:text-dns-16N-130 min-w-0 break-words"
STEP_DONE = "border-key-900 text-solid-gray-800"
STEP_NOW = "border-key-900 text-key-1000 !font-bold"
STEP_LATER = "border-solid-gray-300 text-solid-gray-700"

# Notices, kinds and marks: word + shape + colour
KINDS = ("info", "success", "warning", "error")
_BOX = "rounded-8 border-2 border-l-8 p-4 desktop:p-6 bg-white "
NOTICE = _BOX + ("grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-3 desktop:gap-x-4")
NOTICE_BODY = (
    "col-span-2 desktop:col-span-1 desktop:col-start-2 flex flex-col gap-3 min-w-0 max-w-[40em] empty:hidden"
)
BOX_HEADING = "text-std-18B-160 text-solid-gray-900"
NOTICE_BORDER = {
    "info": "border-key-900",
    "success": "border-success-2",
    "warning": "border-warning-yellow-2",
    "error": "border-error-2",
}
KIND_INK = {
    "info": "text-key-900",
    "success": "text-success-2",
    "warning": "text-yellow-1000",
    "error": "text-error-2",
}
BADGE = "inline-flex items-center gap-1.5 rounded-4 border px-2 py-0.5 text-dns-16B-130"
BADGE_LOOK = {
    "info": "border-key-900 text-key-1000 bg-key-50",
    "success": "border-success-2 text-green-900 bg-green-50",
    "warning": "border-warning-yellow-2 text-yellow-1200 bg-yellow-50",
    "error": "border-error-2 text-red-1000 bg-red-50",
    "neutral": "border-solid-gray-536 text-solid-gray-800 bg-white",
}
QUESTIONS = "flex flex-col border-t border-solid-gray-300"
QUESTION = (
    "flex items-start gap-2 min-h-12 py-3.5 cursor-pointer font-bold text-key-1000 underline "
    "underline-offset-4 hover:bg-key-50"
)
ANSWER = "pl-7 pt-2 pb-6"
OPENER = "mt-0.5 transition-transform group-open:rotate-90"
OFFICE_LINES = "grid gap-x-8 gap-y-4 list-none desktop:grid-cols-2"
BANNER_BOX = _BOX + "flex gap-4"
BANNERS = "py-4 flex flex-col gap-3"
BANNER_WORDS = "flex-1 flex flex-col gap-1 min-w-0 max-w-[60em]"
BANNER_CLOSE = (
    "self-start shrink-0 min-h-11 px-3 rounded-6 text-key-1000 underline underline-offset-4 "
    "cursor-pointer hover:bg-key-50"
)
ALERT_AREA = "empty:absolute"
ALERT = (
    "rounded-8 border-2 border-l-8 border-error-2 bg-white p-4 flex items-start gap-3 "
    "text-solid-gray-900 font-bold [&>svg]:text-error-2"
)
DOUBT = "mt-2 flex items-start gap-2 text-yellow-1000 max-w-[40em]"
FOLDED = "mt-4 border-l-4 border-solid-gray-300 pl-4 desktop:pl-6"
EMPTY = "bg-solid-gray-50 rounded-12 p-6 desktop:p-8 flex flex-col gap-4 desktop:items-start"
SUMMARY = "rounded-8 border-2 border-l-8 border-error-2 bg-white p-4 desktop:p-6 flex flex-col gap-3"
SUMMARY_LINK = "text-error-2 underline underline-offset-4 inline-block py-2 min-h-11 font-bold"
NUMBER_PANEL = "bg-key-50 border-2 border-key-900 rounded-12 p-6 desktop:p-8 flex flex-col gap-2"

# Fields
FIELD = "flex flex-col gap-2 min-w-0 scroll-mt-8"
LABEL = "text-std-17B-170 text-solid-gray-900"
REQUIRED = "ml-1.5 text-std-16N-170 text-red-1000 whitespace-nowrap"
CONTROL = (
    "w-full min-h-14 px-4 py-3 rounded-8 border border-solid-gray-600 bg-white text-std-16N-170 "
    "text-solid-gray-900 hover:border-solid-gray-900 aria-[invalid=true]:border-2 "
    "aria-[invalid=true]:border-error-2"
)
NARROW = {
    "line": "max-w-[32rem]",
    "short": "max-w-[16rem]",
    "box": "max-w-[5.5rem] desktop:max-w-[6.5rem]",
    "full": "",
}
SELECT = CONTROL + " select-arrow pr-12"
ERROR = "flex items-start gap-2 text-error-2 text-std-16N-170 max-w-[40em]"
CHOICE = "flex items-start gap-3 min-h-11 py-2.5 cursor-pointer text-std-16N-170 max-w-[40em]"
CHOICE_BOX = "choice-mark size-6 shrink-0 mt-0.5 accent-key-900 cursor-pointer"
CONDITIONS = "conditions flex flex-col gap-1 list-none text-std-16N-170"
CHOICES = "flex flex-col gap-1 border-0 min-w-0"
BOXES = "flex flex-wrap items-end gap-x-3 gap-y-2 border-0 min-w-0"
ERA_BOX = "flex flex-col gap-1 w-full desktop:w-auto"
DATE_BOX = "flex flex-col gap-1"
WITH_BUTTON = "flex items-stretch gap-2 max-w-[32rem]"

# Long texts
PROSE_COLUMNS = (
    "grid gap-8 desktop:grid-cols-[minmax(0,40em)_minmax(14rem,1fr)] desktop:gap-12 desktop:items-start"
)
PROSE = "prose-text max-w-[40em] flex flex-col min-w-0"
CONTENTS = "rounded-12 bg-solid-gray-50 p-6 desktop:order-last desktop:sticky desktop:top-6"
CONTENTS_LIST = "flex flex-col mt-2 list-none"
NUMBERED = "size-10 shrink-0 rounded-full bg-key-900 text-white grid place-items-center text-oln-17B-100"
PICTURE = "block mt-3 mb-4 w-full max-w-[20rem] h-auto rounded-8 border border-solid-gray-420"
ICON_DISC = "size-14 shrink-0 rounded-full bg-key-50 text-key-900 grid place-items-center"
MIRROR = "w-full max-w-80 -scale-x-100 rounded-8 bg-black"
