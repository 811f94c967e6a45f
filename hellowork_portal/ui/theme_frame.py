"""The look of what stands around every screen; read as part of theme.py."""

SKIP = "skip-link"
TOP_BAR = "bg-solid-gray-50 border-b border-solid-gray-200"
TOP_BAR_INNER = "flex justify-end"
LANGUAGES = "flex flex-wrap justify-end gap-1 py-1"
LANGUAGE = (
    "min-h-11 px-3 rounded-6 text-dns-16N-130 text-solid-gray-900 underline "
    "underline-offset-4 cursor-pointer "
    "hover:bg-white aria-pressed:font-bold aria-pressed:no-underline aria-pressed:bg-white "
    "aria-pressed:border aria-pressed:border-solid-gray-536"
)
HEADER = "bg-white border-b border-solid-gray-300"
HEADER_INNER = "flex max-[16rem]:flex-wrap items-center justify-between gap-4 min-h-20 py-3"
BRAND = "flex items-center gap-3 min-h-11 text-solid-gray-900 no-underline hover:underline underline-offset-4"
BRAND_MARK = "text-key-900 shrink-0"
BRAND_NAME = "[word-break:keep-all] text-dns-17B-130 desktop:text-std-22B-150"
MENU = "menu relative shrink-0"
MENU_BUTTON = (
    "list-none inline-flex items-center gap-2 min-h-12 px-4 rounded-8 border border-key-900 "
    "bg-white text-key-900 "
    "text-oln-16B-100 cursor-pointer hover:bg-key-100 hover:underline underline-offset-4"
)
MENU_PANEL = (
    "absolute right-0 top-full z-40 mt-2 w-[min(22rem,calc(100vw-2rem))] rounded-12 border "
    "border-solid-gray-300 "
    "bg-white p-3 shadow-2"
)
MENU_LIST = "flex flex-col list-none"
MENU_ITEM = (
    "flex w-full items-center gap-3 min-h-12 px-3 py-2 rounded-8 text-left text-std-16N-170 "
    "text-solid-gray-900 "
    "no-underline cursor-pointer hover:bg-key-50 hover:underline underline-offset-4 "
    "aria-[current=page]:font-bold aria-[current=page]:bg-key-50"
)
MENU_RULE = "my-2 border-0 border-t border-solid-gray-200"
MENU_NAME = "px-3 pt-2 pb-1 text-dns-16B-130 text-solid-gray-900"
FOOTER = "bg-solid-gray-50 border-t border-solid-gray-300"
FOOTER_INNER = "py-10 flex flex-col gap-6"
FOOTER_LINKS = "flex flex-col desktop:flex-row flex-wrap gap-x-8 list-none"
FOOTER_LINK = "inline-flex items-center min-h-11 text-solid-gray-900 underline underline-offset-4"
PHONE = "text-std-20B-150 tabular-nums"
