"""Words on pages: chosen at compile time, switched in the browser (patterns.md §C).

What people see is a component with its readings as ruby: `tr`, `tr_of`, `worded`. What
only assistive technology says is a string that has the readings instead of the kanji:
`t`, `labelled`; lists that unfold have them in brackets: `bracketed`, `unfolding`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from hellowork_portal.kit import i18n
from hellowork_portal.ui.shell.language import Language

Param = rx.Var | str | int
READINGS_JS = "$/public" + rx.asset("readings.jsx", shared=False)
_SPOKEN = r'.replace(/\{[^{}|]+\|([^{}|]+)\}/g, "$1")'
"""The same as i18n.spoken, for words that only the browser has."""
_BRACKETED = r'.replace(/\{([^{}|]+)\|([^{}|]+)\}/g, "$1（$2）")'
"""The same as i18n.with_readings, for words that only the browser has."""


class Readings(rx.Component):
    """Text whose {漢字|かんじ} become `<ruby>`; built of elements, never of raw HTML."""

    library = READINGS_JS
    tag = "Readings"
    text: rx.Var[str]


class Said(rx.Component):
    """Text known when the page is built, in every language; the browser picks one by itself.

    A match on the language's state would be a component of its own for each text of a page.
    """

    library = READINGS_JS
    tag = "Said"
    ja: rx.Var[str]
    easy: rx.Var[str]
    en: rx.Var[str]


class HtmlLang(rx.Component):
    """Keeps the document's `lang` with the language chosen."""

    library = READINGS_JS
    tag = "HtmlLang"
    lang: rx.Var[str]


def _filled(text: str, params: Mapping[str, Any]) -> Any:
    """Return a text with parameters put in as Vars joined by `+`."""
    whole: Any = None
    for position, part in enumerate(i18n.PARAMETER.split(text)):
        piece = params[part] if position % 2 else rx.Var.create(part)
        if position % 2 == 0 and not part:
            continue
        whole = piece if whole is None else whole + piece
    return rx.Var.create("") if whole is None else whole


def _param(value: Param) -> Any:
    """Return a parameter as text; `to_string` of the framework would make 0 an empty one."""
    if not isinstance(value, rx.Var):
        return rx.Var.create(str(value))
    return _derived(f'String({value!s} ?? "")', value)


def _derived(script: str, source: rx.Var) -> Any:
    """Return a string that a script makes of a Var."""
    return rx.Var(script, _var_type=str, _var_data=source._get_all_var_data()).to(str)


def _match(key: str, params: Mapping[str, Any], clean: Callable[[str], str]) -> Any:
    _check(key, params)
    return _in_language(
        {language: _filled(clean(i18n.marked(language, key)), params) for language in i18n.LANGUAGES}
    )


def _check(key: str, params: Mapping[str, Any]) -> None:
    needed = set(i18n.PARAMETER.findall(i18n.marked(i18n.DEFAULT_LANGUAGE, key)))
    if needed != set(params):
        raise i18n.TextMissing(f"{key} needs {sorted(needed)}, got {sorted(params)}")


def _in_language(texts: Mapping[str, Any]) -> Any:
    others = [(language, texts[language]) for language in i18n.LANGUAGES[1:]]
    chosen: Any = rx.match(Language.lang, *others, texts[i18n.DEFAULT_LANGUAGE])
    return chosen.to(str)


def t(key: str, **params: Param) -> Any:
    """Return a text that nobody sees, as a Var that follows the language; readings replace the kanji."""
    return _match(key, {name: _spoken(_param(value)) for name, value in params.items()}, i18n.spoken)


def _spoken(text: Any) -> Any:
    """Return a text of run time as it is read out; a literal has no marks."""
    return text if text._get_all_var_data() is None else _derived(f"({text!s}){_SPOKEN}", text)


def tr(key: str, **params: Param) -> rx.Component:
    """Return a text as a component with its readings as ruby; those of its parameters too."""
    _check(key, params)
    if params:
        return Readings.create(text=_match(key, {name: _param(value) for name, value in params.items()}, str))
    texts = [i18n.marked(language, key) for language in i18n.LANGUAGES]
    if len(set(texts)) == 1 and not i18n.READING.search(texts[0]):
        return rx.fragment(texts[0])
    return Said.create(**dict(zip(("ja", "easy", "en"), texts, strict=True)))


def tr_of(code: Any, prefix: str, codes: list[str]) -> rx.Component:
    """Return the text of a code known only at run time; nothing for unknown ones."""
    return rx.fragment(rx.match(code, *[(each, tr(f"{prefix}.{each}")) for each in codes], rx.fragment()))


def bracketed(key: str) -> Any:
    """Return a text for a list that unfolds, where ruby has no place: 失業（しつぎょう）."""
    return _match(key, {}, i18n.with_readings)


def unfolding(text: Any) -> Any:
    """Return a text of run time (with its marks) for a list that unfolds: 失業（しつぎょう）."""
    return _derived(f'String({text!s} ?? ""){_BRACKETED}', text)


def compiled(texts: Mapping[str, str], *, in_brackets: bool = False) -> Any:
    """Return words known when the page is built (language → words), with their marks or with brackets."""
    clean = i18n.with_readings if in_brackets else str
    return _in_language({language: clean(text) for language, text in texts.items()})


def marks(key: str, **params: Param) -> Any:
    """Return a text with its reading marks, for client modules that draw them themselves."""
    return _match(key, {name: _param(value) for name, value in params.items()}, str)


def grouped(number: Any) -> Any:
    """Return a whole number of run time with its thousands apart."""
    return _derived(f'Number({number!s}).toLocaleString("en")', number)


def words(texts: Any) -> Any:
    """Return the run-time text (language → words, see kit/words) in the language chosen, with its marks.

    For conditions and as a parameter of `tr` and `t`; show it with `worded`, say it with `labelled`.
    """
    return texts.to(dict[str, str])[Language.lang].to(str)


def worded(texts: Any) -> rx.Component:
    """Return a run-time text (language → words) with readings as ruby."""
    return Readings.create(text=words(texts))


def labelled(texts: Any) -> Any:
    """Return a run-time text (language → words) for assistive technology, as it is read out."""
    found = words(texts)
    return _derived(f'String({found!s} ?? ""){_SPOKEN}', found)
