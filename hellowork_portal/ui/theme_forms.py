"""The look of what only long forms have: given facts, rows, days to be marked; read as part of theme.py."""

GIVEN = (
    "border-b border-solid-gray-300 py-3 grid gap-1 desktop:grid-cols-[18rem_minmax(0,1fr)] desktop:gap-6 "
    "first-of-type:border-t [&+&]:-mt-6"
)
LIMIT = "text-std-16N-170 text-solid-gray-700"
"""How long a text may be, below its label."""
BRIEF = "border-l-4 border-key-900 pl-4 flex flex-col gap-1 text-std-16N-170 max-w-[40em]"
SAVE_BAR = (
    "sticky bottom-0 z-10 -mx-4 px-4 py-2 flex flex-col gap-2 bg-white border-t border-solid-gray-420 "
    "desktop:mx-0 desktop:px-0"
)
"""The state of saving, in sight while one writes; `scroll-padding` keeps room for it below the focus."""
OFFERS = "mt-2 rounded-8 bg-solid-gray-50 p-4 desktop:p-6 flex flex-col gap-2"
OFFER = "py-3 border-t border-solid-gray-300 flex flex-col gap-2 desktop:items-start"
RULED = "py-4 border-b border-solid-gray-300"
"""A line of a list that a rule ends."""
KEY_INK = "text-key-1000"
ROWS = "mt-2 flex flex-col gap-4 min-w-0"
ROW_BOX = "min-w-0 border border-solid-gray-420 rounded-8 bg-white px-4 pb-4 desktop:px-5"
ROW_TITLE = "px-1 -ml-1 text-std-17B-170 text-solid-gray-900"
ROW_CELLS = (
    "grid gap-x-5 gap-y-5 min-w-0 desktop:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] desktop:items-end"
)
ROW_FOOT = "mt-4 -ml-3 -mb-1"
ROW_NOTE = "text-std-16N-170 text-solid-gray-700"
ROW_GONE = "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 bg-solid-gray-50 px-4 py-2"
RECORDS = "flex flex-col gap-3 list-none"
RECORD = "border-l-4 border-solid-gray-300 pl-4"
RECORD_CELLS = "grid gap-x-6 gap-y-1 desktop:grid-cols-2"
RECORD_LABEL = "text-solid-gray-700"

MARKS_BOX = "mt-3 flex flex-col gap-4 min-w-0"
MARKS_MONTHS = "flex flex-col gap-6 desktop:grid desktop:grid-cols-2 desktop:gap-8 desktop:items-start"
MARKS_TABLE = "month-table w-full table-fixed border-collapse max-w-[34rem]"
MARKS_TITLE = "text-left pb-2 text-std-17B-170 text-solid-gray-900"
MARKS_WEEKDAY = "py-1 text-dns-14B-130 text-solid-gray-800"
MARKS_CELL = "border border-solid-gray-300 p-0 align-top h-14"
MARKS_DAY = (
    "relative w-full h-full min-h-14 py-1 flex flex-col items-center justify-start gap-0.5 text-dns-16N-130 "
    "bg-white text-solid-gray-900 cursor-pointer touch-manipulation hover:bg-key-100 focus-visible:z-10 "
    "data-[mark]:bg-key-50 data-[mark]:font-bold "
    "data-[wrong]:outline-2 data-[wrong]:-outline-offset-2 data-[wrong]:outline-error-2 "
    "aria-disabled:cursor-not-allowed aria-disabled:bg-solid-gray-50 aria-disabled:text-solid-gray-700"
)
MARKS_READ = (
    "w-full min-h-14 py-1 flex flex-col items-center gap-0.5 text-dns-16N-130 text-solid-gray-900 "
    "data-[mark]:bg-key-50 data-[mark]:font-bold"
)
MARKS_SIGN = "text-std-20B-150 leading-100"
MARKS_OUTSIDE = (
    "block w-full h-full min-h-14 py-1 text-center bg-solid-gray-50 text-solid-gray-600 text-dns-16N-130"
)
MARKS_COUNTS = "flex flex-wrap gap-x-6 gap-y-1 list-none text-std-16N-170 text-solid-gray-900 font-bold"
MARKS_FOLDED = "days-folded group"
MARKS_OPENER = (
    "inline-flex items-center min-h-11 py-2 cursor-pointer font-bold text-key-1000 underline "
    "underline-offset-4"
)
MARKS_LIST = "mt-2 grid gap-2 list-none desktop:grid-cols-2 desktop:gap-x-8"
MARKS_LINE = "flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1 max-w-[32rem]"
MARKS_SELECT = (
    "min-h-11 py-2 pl-3 pr-10 rounded-8 border border-solid-gray-600 bg-white text-std-16N-170 "
    "text-solid-gray-900 select-arrow max-w-full"
)
