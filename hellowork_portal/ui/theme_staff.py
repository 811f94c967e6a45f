"""The look of the staff side; read as part of theme.py.

Inside STAFF_SIDE the key colour is purple (assets/portal.css): components name what a colour
means, so that buttons, links and marks follow by themselves.
"""

STAFF_SIDE = "staff-side"
STAFF_CONTAINER = "w-full max-w-[90rem] mx-auto px-4 desktop:px-6"
STAFF_MAIN = "flex-1 pt-6 pb-12"
STAFF_STACK = "flex flex-col gap-6"
STAFF_BAND = "bg-key-1000 text-white"
STAFF_BAND_INNER = "flex flex-wrap items-center justify-between gap-x-6 gap-y-1 min-h-14 py-1.5"
STAFF_BRAND = (
    "inline-flex items-center gap-3 min-h-11 text-white no-underline hover:underline underline-offset-4"
)
STAFF_BRAND_NAME = "[word-break:keep-all] text-dns-16B-130"
STAFF_MARK = "rounded-4 bg-white text-key-1000 px-2 py-0.5 text-dns-16B-130 whitespace-nowrap"
STAFF_TOOLS = "flex flex-wrap items-center gap-x-4 gap-y-1"
STAFF_TOOL = (
    "inline-flex items-center min-h-11 px-1 text-white text-dns-16N-130 underline underline-offset-4 "
    "cursor-pointer hover:decoration-[3px] aria-pressed:font-bold aria-pressed:no-underline"
)
STAFF_NAME = "text-white text-dns-16B-130 max-w-[20em] break-words"
STAFF_BAR = "bg-key-50 border-b-2 border-key-900"
STAFF_BAR_INNER = "flex flex-wrap items-center gap-x-6 gap-y-1 py-1"
STAFF_NAV = "flex flex-wrap gap-x-1 list-none"
STAFF_NAV_LINK = (
    "inline-flex items-center min-h-11 px-3 text-dns-16N-130 text-key-1000 underline underline-offset-4 "
    "hover:bg-key-100 aria-[current=page]:font-bold aria-[current=page]:no-underline "
    "aria-[current=page]:bg-white aria-[current=page]:border-b-4 aria-[current=page]:border-key-900"
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
STAFF_CARD = "bg-white border border-solid-gray-300 rounded-8 p-4 desktop:p-6 flex flex-col gap-4"
STAFF_COLUMNS = "grid gap-6 desktop:grid-cols-[minmax(0,1fr)_22rem] desktop:items-start"
MEMBER = (
    "grid gap-2 py-3 border-b border-solid-gray-300 desktop:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] "
    "desktop:gap-6"
)
WRITTEN_DOWN = "font-mono text-std-18B-160 tracking-wider text-solid-gray-900 break-words select-all"
QR = "size-64 max-w-full bg-white border border-solid-gray-300 rounded-8"
QR_INK = "fill-black"
CODE_LIST = "grid grid-cols-1 min-[24rem]:grid-cols-2 gap-x-8 gap-y-1 list-decimal pl-8 max-w-[32rem]"
