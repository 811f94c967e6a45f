"""The look of the review of applications; read as part of theme.py."""

CASE_DESK = "grid gap-6 desktop:grid-cols-[minmax(0,1fr)_27rem] desktop:items-start"
CASE_SIDE = (
    "flex flex-col gap-4 min-w-0 desktop:sticky desktop:top-2 desktop:max-h-[calc(100vh-1rem)] "
    "desktop:overflow-y-auto"
)
CASE_PANEL = "bg-white border border-solid-gray-300 rounded-8 p-4 flex flex-col gap-3"
CASE_ANSWER = (
    "grid gap-x-4 gap-y-0.5 py-1.5 border-b border-solid-gray-300 text-dns-16N-130 "
    "desktop:grid-cols-[13rem_minmax(0,1fr)_minmax(0,14rem)]"
)
CASE_ANSWER_HEAD = (
    "hidden desktop:grid gap-x-4 py-1 border-b-2 border-solid-gray-420 text-dns-16B-130 text-solid-gray-900 "
    "desktop:grid-cols-[13rem_minmax(0,1fr)_minmax(0,14rem)]"
)
CASE_WORDS = "text-solid-gray-900 break-words min-w-0 whitespace-pre-line"
CASE_EARLIER = "text-solid-gray-700 break-words min-w-0 whitespace-pre-line"
CASE_DOUBT = "flex items-start gap-2 text-yellow-1000 desktop:col-start-2 desktop:col-span-2"
CASE_DOUBTS = (
    "rounded-8 border-2 border-l-8 border-warning-yellow-2 bg-white p-3 flex flex-col gap-1 list-none"
)
CASE_BAR = "flex flex-wrap items-center gap-x-6 gap-y-2 bg-key-50 border border-key-200 rounded-8 px-4 py-2"
CASE_FIGURES = "grid grid-cols-2 gap-x-4 gap-y-1 text-dns-16N-130"
CASE_BIG = "text-std-20B-150 tabular-nums text-solid-gray-900"
CASE_NARROW = "grid grid-cols-2 gap-3 items-end"
CASE_STRETCH = "grid grid-cols-2 gap-2 items-end border-0 min-w-0 pb-2 border-b border-solid-gray-300"
CASE_ASKED = "flex flex-col gap-1 py-1 border-b border-solid-gray-300"
CASE_ROW_TICK = "inline-flex items-center justify-center size-11 cursor-pointer"
CASE_FORM = (
    "[&_input:not([type=radio]):not([type=checkbox])]:!min-h-11 "
    "[&_input:not([type=radio]):not([type=checkbox])]:!py-1.5 [&_select]:!min-h-11 [&_select]:!py-1.5 "
    "[&_textarea]:!py-2 [&_label]:!text-dns-16N-130 flex flex-col gap-3"
)
CASE_CHOICES = "[&_fieldset]:!flex-row [&_fieldset]:flex-wrap [&_fieldset]:!gap-x-5 [&_legend]:!mb-0"
CASE_FILTERS = (
    "grid gap-x-4 gap-y-3 items-end grid-cols-1 min-[30rem]:grid-cols-2 "
    "desktop:!grid-cols-[12rem_12rem_11rem_auto_1fr] [&_input[type=text]]:!min-h-11 "
    "[&_input[type=text]]:!py-1 [&_input[type=date]]:!min-h-11 [&_input[type=date]]:!py-1 "
    "[&_select]:!min-h-11 [&_select]:!py-1 [&_label]:!text-dns-16B-130"
)
CASE_FILTER_TICKS = "flex flex-wrap gap-x-4 min-w-0 min-[30rem]:col-span-2 desktop:!col-span-1"
