"""The look of the staff side; read as part of theme.py.

Inside STAFF_SIDE the key colour is purple (assets/portal.css): components name what a colour
means, so that buttons, links and marks follow by themselves.
"""

STAFF_SIDE = "staff-side"
STAFF_CONTAINER = "w-full max-w-[90rem] mx-auto px-4 desktop:px-6"
STAFF_MAIN = "flex-1 pt-6 pb-12"
STAFF_STACK = "flex flex-col gap-6"
STAFF_BAND = "bg-key-1000 text-white"
STAFF_BAND_INNER = (
    "flex flex-wrap items-center justify-between gap-x-3 desktop:gap-x-6 gap-y-1 min-h-14 py-1.5"
)
STAFF_BRAND = (
    "inline-flex flex-col items-start desktop:flex-row desktop:items-center gap-x-3 min-h-11 text-white "
    "no-underline hover:underline underline-offset-4"
)
STAFF_BRAND_NAME = "[word-break:keep-all] text-dns-16B-130"
STAFF_MARK = "rounded-4 bg-white text-key-1000 px-2 py-0.5 text-dns-16B-130 whitespace-nowrap"
STAFF_TOOLS = "flex flex-wrap items-center gap-x-4 gap-y-1"
STAFF_TOOL = (
    "inline-flex items-center min-h-11 px-1 text-white text-dns-16N-130 underline underline-offset-4 "
    "cursor-pointer hover:decoration-[3px] aria-pressed:font-bold aria-pressed:no-underline"
)
STAFF_TOOLS_WIDE = f"{STAFF_TOOLS} max-desktop:hidden"
STAFF_MENU = "menu relative shrink-0 desktop:hidden"
STAFF_MENU_BUTTON = (
    "list-none inline-flex items-center gap-2 min-h-11 px-3 rounded-8 border border-white text-white "
    "text-oln-16B-100 cursor-pointer hover:underline underline-offset-4"
)
STAFF_MENU_PANEL = (
    "absolute right-0 top-full z-40 mt-2 w-[min(22rem,calc(100vw-2rem))] max-h-[calc(100vh-8rem)] "
    "overflow-y-auto rounded-12 border border-solid-gray-300 bg-white p-3 shadow-2"
)
STAFF_MENU_HEAD = "px-3 pt-3 text-dns-14B-130 text-solid-gray-700"
STAFF_MENU_LANGUAGE = (
    "inline-flex items-center min-h-12 px-3 text-std-16N-170 text-solid-gray-900 underline "
    "underline-offset-4 cursor-pointer aria-pressed:font-bold aria-pressed:no-underline"
)
STAFF_NAV_WIDE = "relative max-desktop:hidden"
STAFF_NAME = "text-white text-dns-16B-130 max-w-[20em] break-words"
STAFF_BAR = "bg-key-50 border-b-2 border-key-900"
STAFF_BAR_INNER = "flex flex-wrap items-center gap-x-6 gap-y-1 py-1"
STAFF_NAV = "flex flex-wrap gap-x-1 list-none"
STAFF_NAV_LINK = (
    "inline-flex items-center min-h-11 px-3 text-dns-16N-130 text-key-1000 underline underline-offset-4 "
    "hover:bg-key-100 aria-[current=page]:font-bold aria-[current=page]:no-underline "
    "aria-[current=page]:bg-white aria-[current=page]:border-b-4 aria-[current=page]:border-key-900 "
    "aria-[current=true]:font-bold aria-[current=true]:no-underline aria-[current=true]:bg-white "
    "aria-[current=true]:border-b-4 aria-[current=true]:border-key-900"
)
STAFF_NAV_GROUP = "menu desktop:relative"
STAFF_NAV_BUTTON = f"list-none gap-1 cursor-pointer {STAFF_NAV_LINK}"
STAFF_NAV_PANEL = (
    "list-none absolute inset-x-0 desktop:right-auto desktop:w-max desktop:min-w-52 desktop:max-w-80 "
    "top-full z-40 mt-1 rounded-8 border border-solid-gray-420 bg-white p-2 shadow-2"
)
STAFF_OFFICE = "inline-flex items-center gap-2 min-h-11 text-dns-16B-130 text-solid-gray-900"
STAFF_OFFICES = "menu relative"
STAFF_OFFICES_BUTTON = (
    "list-none inline-flex items-center gap-2 min-h-11 px-3 rounded-8 border border-key-900 bg-white "
    "text-key-1000 text-dns-16B-130 cursor-pointer hover:bg-key-100"
)
STAFF_OFFICES_PANEL = (
    "absolute left-0 top-full z-40 mt-1 w-[min(24rem,calc(100vw-2rem))] rounded-8 border "
    "border-solid-gray-420 bg-white p-2 shadow-2"
)
STAFF_FOOTER = "border-t border-solid-gray-300 bg-solid-gray-50"
STAFF_FOOTER_INNER = "py-4 text-dns-16N-130 text-solid-gray-700"
ON_PAPER = "hidden print:inline"
"""What is said to the person whom a printed page is for."""
STAFF_CARD = "bg-white border border-solid-gray-300 rounded-8 p-4 desktop:p-6 flex flex-col gap-4"
STAFF_COLUMNS = "grid gap-6 desktop:grid-cols-[minmax(0,1fr)_22rem] desktop:items-start"
MEMBER = (
    "grid gap-2 py-3 border-b border-solid-gray-300 desktop:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] "
    "desktop:gap-6"
)
WRITTEN_DOWN = "font-mono text-std-18B-160 tracking-wider text-solid-gray-900 break-words select-all"
QR = "size-64 max-w-full bg-white border border-solid-gray-300 rounded-8"
QR_INK = "fill-black"
TOUCH_ONLY = "hidden pointer-coarse:block"
"""What makes sense on a telephone alone; a mouse has no authenticator beside it."""
CODE_LIST = "grid grid-cols-1 min-[24rem]:grid-cols-2 gap-x-8 gap-y-1 list-decimal pl-8 max-w-[32rem]"
DENSE = (
    "[&_input]:!min-h-11 [&_input]:!py-1.5 [&_select]:!min-h-11 [&_select]:!py-1.5 [&_textarea]:!py-2 "
    "[&_label]:!text-std-16N-170 flex flex-col gap-4"
)
STAFF_H1_ROW = "flex flex-wrap items-end justify-between gap-x-6 gap-y-2"
STAFF_TABS = "flex flex-wrap gap-x-1 list-none border-b border-solid-gray-420"
STAFF_TAB = (
    "inline-flex items-center min-h-11 px-3 text-dns-16N-130 text-key-1000 underline underline-offset-4 "
    "hover:bg-key-50 aria-[current=page]:font-bold aria-[current=page]:no-underline "
    "aria-[current=page]:border-b-4 aria-[current=page]:border-key-900 aria-[current=true]:font-bold "
    "aria-[current=true]:no-underline aria-[current=true]:border-b-4 aria-[current=true]:border-key-900"
)
CHIPS = "flex flex-wrap items-center gap-2 list-none"
CHIP = (
    "inline-flex items-center min-h-11 px-3 rounded-8 border border-key-900 bg-white text-key-1000 "
    "text-dns-16N-130 underline underline-offset-4 hover:bg-key-100 aria-[current=true]:bg-key-900 "
    "aria-[current=true]:text-white aria-[current=true]:no-underline"
)
WEEK_GRID = (
    "hidden desktop:grid grid-cols-[3.25rem_repeat(7,minmax(0,1fr))] border border-solid-gray-420 rounded-8 "
    "bg-white overflow-hidden"
)
WEEK_HEAD = (
    "flex items-center justify-center gap-1 h-11 w-full text-dns-16B-130 text-key-1000 bg-key-50 "
    "border-b border-solid-gray-420 cursor-pointer hover:bg-key-100 underline underline-offset-4"
)
WEEK_CORNER = "h-11 bg-key-50 border-b border-solid-gray-420"
WEEK_COLUMN = "border-l border-solid-gray-300 min-w-0"
WEEK_HOURS = "relative"
WEEK_HOUR = "h-9 border-b border-solid-gray-200 hover:bg-key-50 cursor-pointer"
WEEK_HOUR_LABEL = (
    "h-9 pr-1 text-right text-dns-14N-130 tabular-nums text-solid-gray-800 border-b border-transparent"
)
WEEK_BLOCK = (
    "absolute inset-x-0.5 flex flex-col items-start overflow-hidden rounded-4 border-2 border-key-900 "
    "bg-key-100 px-1 text-left text-dns-14N-130 text-solid-gray-900 tabular-nums cursor-pointer "
    "hover:bg-key-200 aria-pressed:bg-key-900 aria-pressed:text-white focus-visible:z-10"
)
WEEK_LIST = "desktop:hidden flex flex-col gap-4"
WEEK_LIST_DAY = "flex flex-col gap-2 border-t border-solid-gray-300 pt-3"
STRETCH_ROW = (
    "w-full min-h-11 px-3 py-2 flex flex-wrap justify-between gap-x-4 rounded-8 border border-key-900 "
    "bg-key-50 text-left text-std-16N-170 tabular-nums cursor-pointer hover:bg-key-100 "
    "aria-pressed:bg-key-900 aria-pressed:text-white"
)
DAY_TICKS = "flex flex-wrap gap-x-3 gap-y-1 border-0 min-w-0"
DAY_TICK = "inline-flex items-center gap-1.5 min-h-11 cursor-pointer text-dns-16N-130"
PAIR = "grid grid-cols-2 gap-3 items-end"
STAFF_TABLE_FRAME = "overflow-x-auto"
STAFF_TABLE = "w-full border-collapse text-dns-16N-130"
STAFF_TH = (
    "text-left font-bold px-1 desktop:px-2 py-2 border-b-2 border-solid-gray-536 bg-solid-gray-50 "
    "align-bottom text-dns-14B-130 desktop:text-dns-16B-130 [overflow-wrap:break-word]"
)
STAFF_TD = "px-1 desktop:px-2 py-2 border-b border-solid-gray-300 align-top"
COUNTS = "grid grid-cols-2 desktop:grid-cols-4 gap-3"
COUNT = "rounded-8 border border-solid-gray-420 px-4 py-3 flex flex-col gap-1"
COUNT_NUMBER = "text-std-26B-150 tabular-nums text-solid-gray-900"
MONTH_LINK = (
    "flex flex-col gap-0.5 w-full h-full min-h-20 p-1.5 text-dns-14N-130 text-solid-gray-900 no-underline "
    "hover:bg-key-50 focus-visible:relative focus-visible:z-10"
)
MONTH_CELL = "border border-solid-gray-300 p-0 align-top"
MONTH_OUTSIDE = "border border-solid-gray-300 p-0 bg-solid-gray-50 max-desktop:hidden"
MONTH_BAR = "block h-1.5 w-full rounded-full bg-solid-gray-200 overflow-hidden forced-colors:hidden"
MONTH_BAR_FILL = "block h-full bg-key-900"
STICKS = "sticky top-0 z-30"
"""What was done stays in sight while one works further down."""
LINK_ROW = "flex flex-wrap gap-x-6 list-none"
LINK_ROW_ITEM = "inline-flex items-center min-h-11"
STICKY = "desktop:sticky desktop:top-4 min-w-0"
STEP_ITEM = "flex items-start gap-3 py-2 border-b border-solid-gray-300"
STEPS_CARD = f"{STAFF_CARD} !border-key-900"
FOUR_BOXES = (
    "grid grid-cols-1 min-[30rem]:max-desktop:grid-cols-2 desktop:grid-cols-4 gap-3 desktop:items-end"
)

# The day board
BOARD_HEAD = "flex flex-wrap items-baseline gap-x-6 gap-y-2"
BOARD_DATE = "text-std-20B-150 text-solid-gray-900 flex flex-wrap items-center gap-2"
BOARD_TODAY_MARK = "rounded-4 bg-key-900 text-white px-2 py-0.5 text-dns-16B-130"
BOARD_FILTER = "aria-[current=true]:font-bold aria-[current=true]:no-underline"
BOARD_DONE = "rounded-8 border-2 border-success-2 bg-white px-4 py-2 text-solid-gray-900 font-bold"
BOARD_COUNTS = "flex flex-wrap gap-x-6 gap-y-1 list-none"
BOARD_STRIP = "flex flex-wrap items-baseline gap-x-8 gap-y-2"
BOARD_COUNT = "flex items-baseline gap-2"
BOARD_NUMBER = "text-std-22B-150 tabular-nums text-solid-gray-900"
BOARD_COLUMNS = "grid gap-4 desktop:grid-cols-[minmax(0,1fr)_23rem] desktop:items-start"
BOOKING_COLUMNS = "grid gap-4 desktop:grid-cols-2 desktop:items-start"
BOOKING_TIMES = "grid gap-1.5 list-none grid-cols-2 min-[30rem]:grid-cols-3 desktop:grid-cols-4"
BOOKING_TIME = (
    "w-full min-h-14 px-2 py-1 flex flex-col items-start justify-center rounded-6 border "
    "border-solid-gray-600 bg-white text-dns-16N-130 text-solid-gray-900 cursor-pointer hover:bg-key-100 "
    "aria-pressed:bg-key-900 "
    "aria-pressed:text-white aria-pressed:border-key-900 aria-pressed:hover:bg-key-1000"
)
BOOKING_BOXES = "grid gap-4 desktop:grid-cols-2"
BOOKING_PERSON = "rounded-8 border-2 border-key-900 bg-key-50 p-3"
BOARD_ROWS = "list-none flex flex-col border-t border-solid-gray-300"
BOARD_ROW = (
    "grid gap-x-4 gap-y-1 py-2 px-2 border-b border-solid-gray-300 items-center "
    "desktop:grid-cols-[4rem_minmax(0,1fr)_8.5rem_20rem] "
    "data-[chosen=true]:bg-key-50 focus-within:bg-key-50 data-[stage=done]:bg-solid-gray-50 "
    "data-[stage=no_show]:bg-solid-gray-50 data-[stage=overrun]:border-l-4 "
    "data-[stage=overrun]:border-l-error-2"
)
BOARD_TIME = "text-std-20B-150 tabular-nums text-solid-gray-900"
BOARD_NAME = (
    "min-h-9 text-left text-std-18B-160 text-key-1000 underline underline-offset-4 cursor-pointer "
    "break-words max-w-full"
)
BOARD_MORE = "flex flex-wrap gap-x-3 text-dns-14N-130 text-solid-gray-700"
BOARD_STAGE = "flex flex-col items-start gap-1"
BOARD_BADGE = "whitespace-nowrap"
BOARD_NEWS = "flex flex-wrap gap-x-3 text-dns-14N-130 text-solid-gray-800"
BOARD_WHOSE = "text-dns-14N-130 break-words"
BOARD_DEEDS = "flex flex-wrap gap-1.5 desktop:justify-end"
_BOARD_BUTTON = (
    "inline-flex items-center gap-1.5 min-h-9 px-2 rounded-6 border border-key-900 text-dns-16N-130 "
    "cursor-pointer no-underline hover:underline underline-offset-4 "
)
BOARD_SMALL = _BOARD_BUTTON + "bg-white text-key-1000 hover:bg-key-100"
BOARD_FIRST = _BOARD_BUTTON + "bg-key-100 text-key-1000 !font-bold hover:bg-key-200"
BOARD_KEY = (
    "font-mono text-dns-14B-130 rounded-4 border border-solid-gray-536 bg-white text-solid-gray-900 "
    "px-1.5 py-0.5"
)
BOARD_KEYS = "flex flex-wrap gap-x-6 gap-y-2 list-none pt-2"
BOARD_KEY_LINE = "inline-flex items-center gap-2"
BOARD_NOTICES = "rounded-8 border-2 border-l-8 border-warning-yellow-2 bg-white p-4 flex flex-col gap-2"
BOARD_NOTICES_HEAD = "flex items-center gap-2 text-std-18B-160 text-solid-gray-900"
BOARD_NOTICE_LINES = "list-none flex flex-col gap-2"
BOARD_PANEL = (
    "bg-white border border-solid-gray-300 rounded-8 p-4 desktop:sticky desktop:top-2 "
    "desktop:max-h-[calc(100vh-1rem)] desktop:overflow-y-auto"
)
BOARD_PARTS = "flex flex-col gap-5"
BOARD_PART = "text-std-17B-170 text-solid-gray-900 !leading-130"
BOARD_FACTS = "flex flex-col gap-1"
BOARD_FACT = "grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2 text-dns-16N-130 !leading-150 break-words"
BOARD_TOLD = "rounded-8 border-2 border-warning-yellow-2 p-3 flex flex-col gap-2"
BOARD_NOTES = "list-none flex flex-col gap-3 mt-3"
BOARD_NOTE = "border-l-4 border-key-200 pl-3"
CERTIFICATION_HEAD = "py-1 text-dns-14N-130 !font-bold text-center border-b-2 border-solid-gray-536"
CERTIFICATION_WEEK = "py-0 pr-1 text-dns-14N-130 font-normal text-solid-gray-700 text-right"
CERTIFICATION_CELL = "p-0 border border-solid-gray-300 text-center"
CERTIFICATION_DAY = (
    "flex flex-wrap items-center justify-center gap-x-0.5 min-h-8 text-dns-14N-130 text-key-1000 underline "
    "underline-offset-2 hover:bg-key-100 aria-[current=true]:bg-key-900 aria-[current=true]:text-white "
    "aria-[current=true]:[&_span]:text-white focus-visible:relative focus-visible:z-10"
)
CERTIFICATION_PAST = (
    "flex flex-wrap items-center justify-center gap-x-0.5 min-h-8 text-dns-14N-130 text-solid-gray-700"
)
