"""How a catalogue's words look on a page: for finding what people see and press."""

import re

from hellowork_portal.kit import i18n


def shown(language: str, key: str, **params: object) -> str:
    """Return a text as an element's textContent has it: ruby as 漢字(かんじ)."""
    return i18n.fill(_ruby(i18n.marked(language, key)), params)


def chapters(language: str, page: str) -> list[str]:
    """Return the headings of a long text's chapters, as they are shown."""
    text = (i18n.LOCALES / language / "pages" / f"{page}.md").read_text(encoding="utf-8")
    return [_ruby(line.removeprefix("## ")) for line in text.splitlines() if line.startswith("## ")]


def _ruby(text: str) -> str:
    return i18n.READING.sub(r"\1(\2)", text)


def named(language: str, key: str, **params: object) -> re.Pattern[str]:
    """Return the pattern of a control's name: with its readings, without, or the readings alone."""
    pieces, end = [], 0
    text = i18n.PARAMETER.sub(lambda found: str(params[found[1]]), i18n.marked(language, key))
    for reading in i18n.READING.finditer(text):
        pieces += [
            re.escape(text[end : reading.start()]),
            _read(*reading.groups()),
        ]
        end = reading.end()
    return re.compile("^" + "".join([*pieces, re.escape(text[end:])]).replace(r"\ ", r"\s*") + "$")


def _read(word: str, reading: str) -> str:
    word, reading = re.escape(word), re.escape(reading)
    return rf"\s*({word}\s*\(?({reading})?\)?|{reading})\s*"
