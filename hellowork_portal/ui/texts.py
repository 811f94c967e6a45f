"""Words on pages: chosen at compile time, switched in the browser (patterns.md §C)."""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from hellowork_portal.kit import i18n
from hellowork_portal.ui.shell.language import Language

Param = rx.Var | str | int
_READINGS_JS = "$/public" + rx.asset("readings.jsx", shared=False)


class Readings(rx.Component):
    """Text whose {漢字|かんじ} become `<ruby>`; built of elements, never of raw HTML."""

    library = _READINGS_JS
    tag = "Readings"
    text: rx.Var[str]


class HtmlLang(rx.Component):
    """Keeps the document's `lang` with the language chosen."""

    library = _READINGS_JS
    tag = "HtmlLang"
    lang: rx.Var[str]


def _filled(text: str, params: Mapping[str, Param]) -> Any:
    """Return a text with parameters put in as Vars joined by `+`."""
    whole: Any = None
    for position, part in enumerate(i18n.PARAMETER.split(text)):
        piece = _param(params[part]) if position % 2 else rx.Var.create(part)
        if position % 2 == 0 and not part:
            continue
        whole = piece if whole is None else whole + piece
    return rx.Var.create("") if whole is None else whole


def _param(value: Param) -> Any:
    """Return a parameter as text; `to_string` of the framework would make 0 an empty one."""
    if not isinstance(value, rx.Var):
        return rx.Var.create(str(value))
    spelt = rx.Var(f'String({value!s} ?? "")', _var_type=str, _var_data=value._get_all_var_data())
    return spelt.to(str)


def _match(key: str, params: Mapping[str, Param], clean: Callable[[str], str]) -> Any:
    needed = set(i18n.PARAMETER.findall(i18n.marked(i18n.DEFAULT_LANGUAGE, key)))
    if needed != set(params):
        raise i18n.TextMissing(f"{key} needs {sorted(needed)}, got {sorted(params)}")
    texts = {language: _filled(clean(i18n.marked(language, key)), params) for language in i18n.LANGUAGES}
    others = [(language, texts[language]) for language in i18n.LANGUAGES[1:]]
    chosen: Any = rx.match(Language.lang, *others, texts[i18n.DEFAULT_LANGUAGE])
    return chosen.to(str)


def t(key: str, **params: Param) -> Any:
    """Return a text as a Var that follows the language; readings dropped (labels, attributes)."""
    return _match(key, params, i18n.without_readings)


def tr(key: str, **params: Param) -> rx.Component:
    """Return a text as a component with its readings as ruby (visible prose and headings)."""
    marked = [i18n.marked(language, key) for language in i18n.LANGUAGES]
    if not any(i18n.READING.search(text) for text in marked):
        return rx.fragment(t(key, **params))
    return Readings.create(text=_match(key, params, str))


def t_of(code: Any, prefix: str, codes: list[str]) -> Any:
    """Return the text of a code known only at run time; unknown codes give an empty text."""
    found: Any = rx.match(code, *[(each, t(f"{prefix}.{each}")) for each in codes], "")
    return found.to(str)


def words(texts: Any) -> Any:
    """Return the run-time text (language → words, see kit/words) in the language chosen."""
    return texts.to(dict[str, str])[Language.lang].to(str)


def worded(texts: Any) -> rx.Component:
    """Return a run-time text (language → words) with readings as ruby."""
    return Readings.create(text=words(texts))
