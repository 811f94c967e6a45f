"""The look of the calendar, of times and of what tells the time left; read as part of theme.py."""

MONTH_HEAD = "flex flex-wrap items-center justify-between gap-2"
MONTH_TITLE = "order-first w-full text-center min-[30rem]:order-none min-[30rem]:w-auto"
MONTH_TABLE = "month-table w-full table-fixed border-collapse"
DAYS_FOLDED = "days-folded group desktop:hidden"
WEEKDAY = "py-2 text-dns-14B-130 desktop:text-dns-16B-130 text-solid-gray-800"
WEEKEND = {"sun": "text-red-1000", "sat": "text-key-1000"}
DAY_CELL = "border border-solid-gray-300 p-0 align-top h-16 desktop:h-24"
DAY = (
    "group relative w-full h-full min-h-16 desktop:min-h-24 px-0 desktop:px-0.5 py-1.5 "
    "flex flex-col items-center gap-1 "
    "text-dns-16N-130 cursor-pointer focus-visible:z-10 "
    "aria-pressed:bg-key-900 aria-pressed:text-white hover:bg-key-100 aria-pressed:hover:bg-key-1000 "
    "aria-disabled:cursor-default aria-disabled:bg-solid-gray-50 aria-disabled:text-solid-gray-700 "
    "aria-disabled:hover:bg-solid-gray-50"
)
DAY_BOOKABLE = "bg-white text-solid-gray-900"
DAY_NUMBER = (
    "tabular-nums text-dns-16B-130 size-7 grid place-items-center rounded-full "
    "group-aria-disabled:!font-normal"
)
DAY_TODAY = "border-2 border-current"
DAY_OUTSIDE = "block h-full min-h-16 desktop:min-h-24 bg-solid-gray-50 text-center text-solid-gray-600 py-2"
CLOSURES = "mt-3 list-none desktop:hidden text-std-16N-170 flex flex-col gap-1"
DAY_SHORT = (
    "text-dns-14N-130 leading-120 text-center [word-break:keep-all] [overflow-wrap:normal] "
    "w-min desktop:w-full"
)
"""Narrow cells break at spaces and at U+200B alone: 「残り」 above the number, 「受付」 above 「終了」."""
DAY_REASON = "hidden desktop:block"
MARK = "text-std-20B-150 leading-100 group-aria-disabled:!font-normal"
LEGEND = "flex flex-wrap gap-x-6 gap-y-1 text-std-16N-170 text-solid-gray-800 list-none"
CHOICE_ROW = (
    "w-full min-h-14 px-4 py-3 flex items-center justify-between gap-4 text-left rounded-8 border "
    "border-solid-gray-600 bg-white text-std-16N-170 text-solid-gray-900 cursor-pointer hover:bg-key-100 "
    "aria-pressed:bg-key-900 aria-pressed:text-white aria-pressed:border-key-900 "
    "aria-pressed:hover:bg-key-1000 "
    "aria-disabled:bg-solid-gray-50 aria-disabled:text-solid-gray-700 aria-disabled:border-solid-gray-300 "
    "aria-disabled:cursor-default aria-disabled:hover:bg-solid-gray-50"
)
CHOICE_LIST = "grid gap-2 list-none"
TIME_GRID = "grid gap-2 list-none grid-cols-1 min-[30rem]:grid-cols-2 desktop:grid-cols-3"
COUNTDOWN = "inline-flex items-center gap-2 text-std-18B-160 tabular-nums text-solid-gray-900"
DIALOG = (
    "m-auto max-w-[32rem] w-[calc(100%-2rem)] rounded-12 border border-solid-gray-536 "
    "bg-white p-6 desktop:p-8"
)
DIALOG_TEXT = "mt-3 text-std-16N-170"
DIALOG_TIME = "mt-4 text-std-20B-150 tabular-nums"
CONNECTION = (
    "fixed inset-x-0 bottom-0 z-50 bg-solid-gray-900 text-white border-t-4 border-yellow-400 "
    "p-4 text-std-16N-170"
)
