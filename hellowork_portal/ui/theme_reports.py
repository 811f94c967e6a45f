"""The look of figures and records on the staff side: filters, tables, charts; read as part of theme.py."""

FIGURE_FILTERS = (
    "grid gap-x-4 gap-y-3 grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] items-end "
    "[&_input]:!min-h-11 [&_input]:!py-2 [&_select]:!min-h-11 [&_select]:!py-2 [&_label]:text-dns-16B-130"
)
FILTER_PAIR = "grid gap-2 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-end"
FILTER_BUTTONS = "flex flex-wrap items-center gap-x-6 gap-y-2"
TABLE_BOX = "overflow-x-auto border border-solid-gray-300 rounded-8 bg-white"
"""Wide tables scroll in themselves, by keys too (tabindex)."""
WIDE_TABLE = "flex flex-col gap-1 min-w-0"
TABLE = "w-full border-collapse text-dns-16N-130 text-solid-gray-900"
TABLE_HEAD = (
    "px-3 py-2 text-left align-bottom text-dns-16B-130 text-solid-gray-900 bg-solid-gray-50 "
    "border-b-2 border-solid-gray-420 [word-break:keep-all] [overflow-wrap:normal]"
)
TABLE_HEAD_NUMBER = TABLE_HEAD + " !px-1.5 !text-right"
TABLE_NAME = (
    "px-3 py-2 text-left font-normal align-top border-b border-solid-gray-200 min-w-[7em] "
    "[word-break:auto-phrase]"
)
TABLE_LONG_NAME = "block min-w-[11em]"
TABLE_SHORT_NAME = "whitespace-nowrap"
TABLE_NUMBER = (
    "px-1.5 py-2 text-right align-top border-b border-solid-gray-200 tabular-nums whitespace-nowrap"
)
RECORD_TABLE = TABLE + " max-desktop:block"
RECORD_BODY = "max-desktop:block"
RECORD_HEAD = "max-desktop:sr-only"
RECORD_ROW = "max-desktop:block max-desktop:border-b-2 max-desktop:border-solid-gray-300 max-desktop:py-2"
RECORD_CELL = (
    "px-3 py-2 align-top desktop:border-b desktop:border-solid-gray-200 max-desktop:block max-desktop:py-1"
)
RECORD_WHEN = RECORD_CELL + " tabular-nums desktop:w-[17rem]"
RECORD_SEAL = RECORD_CELL + " desktop:w-[11rem]"
RECORD_LINKS = "flex flex-wrap gap-x-4 gap-y-0"
RECORD_LINK = (
    "inline-flex items-center min-h-8 text-dns-16N-130 text-key-1000 underline underline-offset-4 "
    "hover:decoration-[3px]"
)
CHANGES = "flex flex-wrap gap-x-5 gap-y-1 list-none text-dns-16N-130 text-solid-gray-800"
CHANGE_LABEL = "text-solid-gray-700"
STANDING = "rounded-8 border border-solid-gray-300 bg-solid-gray-50 px-4 py-2 flex flex-col gap-1"
STANDING_LINE = "flex flex-wrap items-center gap-x-5 gap-y-1 text-dns-16N-130 text-solid-gray-900"
HASH = "font-mono text-dns-14N-130 break-all select-all text-solid-gray-800"

# Charts: a series is told by its pattern, and by colour besides
CHART_BOX = "flex flex-col gap-3 min-w-0"
CHART = "flex flex-col gap-2"
CHART_WORDS = "flex justify-between gap-3 pb-1 text-dns-16N-130 text-solid-gray-900"
CHART_SAID = "tabular-nums whitespace-nowrap"
CHART_LEGEND = "flex flex-wrap gap-x-5 gap-y-1 list-none text-dns-16N-130 text-solid-gray-900"
CHART_MARK = "inline-flex items-center gap-1.5"
CHART_PIECE = "stroke-solid-gray-900 [stroke-width:1]"
CHART_FRAME = "fill-none stroke-solid-gray-900 [stroke-width:2] [stroke-dasharray:4_2]"
CHART_PAPER = {
    "attended": "fill-key-900",
    "open": "fill-key-100",
    "no_show": "fill-yellow-300",
    "cancelled": "fill-white",
}
CHART_LINE = {
    "open": "stroke-key-900 [stroke-width:1.5]",
    "no_show": "stroke-solid-gray-900 [stroke-width:1.2]",
    "cancelled": "stroke-solid-gray-700 [stroke-width:1]",
}
CHART_AND_TABLE = (
    "grid gap-6 desktop:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] desktop:gap-6 desktop:items-start"
)
FIGURES = (
    "grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] "
    "border border-solid-gray-300 rounded-8 overflow-hidden"
)
FIGURE = "flex flex-col gap-1 px-4 py-3 border-b border-r border-solid-gray-200 -mb-px -mr-px"
FIGURE_NAME = "text-dns-14N-130 text-solid-gray-800"
FIGURE_NUMBER = "text-std-22B-150 tabular-nums text-solid-gray-900"
RANGES = "flex flex-wrap gap-x-2 gap-y-1 list-none -ml-3"
TABLE_WITH_PAGES = "flex flex-col gap-2 min-w-0"
REPORT_TOP = "flex flex-wrap items-center justify-between gap-x-8 gap-y-2"
RANGE = (
    "inline-flex items-center min-h-11 px-3 rounded-6 text-dns-16N-130 text-key-1000 underline "
    "underline-offset-4 hover:bg-key-50 aria-[current=true]:font-bold aria-[current=true]:no-underline "
    "aria-[current=true]:bg-key-100"
)
