"""The look of staff's lists and of what is done to one line of them; read as part of theme.py.

A table becomes blocks on phones; its rows and cells say by role what they are.
"""

LIST_TABLE = "block desktop:table w-full border-t border-solid-gray-420 text-dns-16N-130"
LIST_HEAD = "hidden desktop:table-header-group"
LIST_BODY = "block desktop:table-row-group"
LIST_ROW = (
    "block desktop:table-row border-b border-solid-gray-300 py-2 desktop:py-0 hover:bg-solid-gray-50 "
    "focus-within:bg-key-50"
)
LIST_TH = (
    "px-3 py-2 text-left align-bottom whitespace-nowrap text-dns-16B-130 text-solid-gray-900 "
    "border-b-2 border-solid-gray-420"
)
LIST_TD = "block desktop:table-cell px-1 desktop:px-3 py-1 align-top min-w-0 break-words"
LIST_TD_DEEDS = (
    "flex flex-wrap desktop:flex-nowrap desktop:[&_*]:whitespace-nowrap items-center gap-x-2 gap-y-1"
)
LIST_STATE = "desktop:whitespace-nowrap"
LIST_LINK = "inline-block min-h-8 py-1 text-key-1000 underline underline-offset-4 tabular-nums font-bold"
LIST_NUMBER = LIST_LINK + " whitespace-nowrap"
SMALL = "text-dns-16N-130 text-solid-gray-700"
FILTERS = (
    "grid gap-x-3 gap-y-3 grid-cols-1 min-[24rem]:grid-cols-2 items-end "
    "desktop:!grid-cols-[minmax(0,1.6fr)_repeat(3,minmax(0,1fr))_minmax(0,1.4fr)_auto] "
    "[&_input]:!min-h-11 [&_input]:!py-1 [&_input]:!px-2 [&_select]:!min-h-11 [&_select]:!py-1 "
    "[&_select]:!pl-2 [&>*]:!min-w-0 "
    "[&_label]:!text-dns-16B-130"
)
FEW_FILTERS = (
    "flex flex-wrap items-end gap-x-4 gap-y-2 [&_input[type=text]]:!min-h-11 [&_input[type=text]]:!py-1 "
    "[&_input[type=date]]:!min-h-11 [&_input[type=date]]:!py-1 [&_select]:!min-h-11 [&_select]:!py-1 "
    "[&_label]:!text-dns-16B-130"
)
FILTER_WIDE = "w-full desktop:w-auto desktop:min-w-72 min-[24rem]:col-span-2 desktop:!col-span-1 min-w-0"
FILTER = "min-w-0"
LIST_LINE = "py-2 border-b border-solid-gray-300 min-w-0"
DESK = "grid gap-6 desktop:grid-cols-[minmax(0,1fr)_24rem] desktop:items-start"
DEEDS = "flex flex-col gap-3 bg-white border border-solid-gray-300 rounded-8 p-4"
DEED = "border-b border-solid-gray-300 last:border-b-0 pb-2"
DENSE_FACTS = "grid gap-x-4 desktop:grid-cols-[9rem_minmax(0,1fr)] text-dns-16N-130"
DENSE_LABEL = "font-bold text-solid-gray-900 pt-1.5 desktop:py-1.5"
DENSE_VALUE = "text-solid-gray-800 break-words min-w-0 pb-1.5 desktop:py-1.5"
RECORD_GROUP = "flex flex-col gap-3 border-0 min-w-0 pt-2"
RECORD_DAYS = "grid gap-3 grid-cols-1 min-[30rem]:grid-cols-2 items-end"
PAGER = "flex flex-wrap items-center justify-between gap-4"
EVENT = "py-1.5 border-b border-solid-gray-300 grid gap-x-4 desktop:grid-cols-[15rem_minmax(0,1fr)]"
CODE_PAPER = "bg-key-50 border-2 border-key-900 rounded-12 p-6 flex flex-col gap-2"
