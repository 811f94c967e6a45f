"""Text that people write: lines, paragraphs, names and readings."""

import re
import unicodedata

import jaconv
from pydantic import Field, JsonValue

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.field_types.base import FieldType, NoSettings, Widget, typed_text
from hellowork_portal.forms.fields import FormField
from hellowork_portal.forms.texts import Frozen
from hellowork_portal.kit.text import clean_name, normalise

# Overrides that turn the reading direction around could disguise a name to staff.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029]")
_LINE_SPACES = re.compile(r"[\t\n\v\f\x85]")
_KANA = "\u30a1-\u30fa\u30fc-\u30fe\u30fb"
_KANA_ONLY = re.compile(f"[{_KANA} ]+")
_DASH_AFTER_KANA = re.compile(f"(?<=[{_KANA}])[-\u2010-\u2015\u2212]")
_LOOSE_VOICING = {ord("\u309b"): "\u3099", ord("\u309c"): "\u309a"}


def _has_substance(text: str) -> bool:
    """Return whether anything in the text can be seen."""
    return any(unicodedata.category(sign)[0] not in "CZM" for sign in text)


def _measured(text: str, longest: int) -> str | None:
    """Return the text, None if there is nothing to see; a longer one is refused, never cut."""
    if len(text) > longest:
        raise FieldError("too_long", max=longest)
    return text if _has_substance(text) else None


def _clean_line(text: str) -> str:
    return clean_name(_LINE_SPACES.sub(" ", _BREAKS.sub("\n", _DIRECTION.sub("", text))))


def _clean_paragraphs(text: str) -> str:
    lines = _BREAKS.sub("\n", _DIRECTION.sub("", text)).replace("\t", " ").split("\n")
    return "\n".join(normalised.rstrip() for normalised in map(_without_controls, lines)).strip()


def _without_controls(line: str) -> str:
    return "".join(sign for sign in line if unicodedata.category(sign) not in {"Cc", "Cs", "Co"})


class TextSettings(Frozen):
    """How long a line may be."""

    max_length: int = Field(default=100, ge=1, le=500)


class LongTextSettings(Frozen):
    """How long paragraphs may be."""

    max_length: int = Field(default=1_000, ge=1, le=5_000)


class TextType(FieldType):
    """One line as typed; spaces are folded, control signs dropped."""

    name = "text"
    settings_model = TextSettings

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the cleaned line; not NFKC, because that changes what people wrote."""
        longest = self.longest(field)
        return _measured(_clean_line(typed_text(raw, longest)), longest)

    def longest(self, field: FormField) -> int:
        """Return the setting's number of characters."""
        return TextSettings.model_validate(field.settings).max_length

    def json_schema(self, field: FormField) -> dict[str, JsonValue]:
        """Describe a text of limited length."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest(field)}


class LongTextType(TextType):
    """Paragraphs as typed, with line breaks."""

    name = "long_text"
    settings_model = LongTextSettings

    def widget(self, field: FormField) -> Widget:
        """Return a text area."""
        return Widget.AREA

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return the paragraphs with one kind of line break."""
        longest = self.longest(field)
        return _measured(_clean_paragraphs(typed_text(raw, longest)), longest)

    def longest(self, field: FormField) -> int:
        """Return the setting's number of characters."""
        return LongTextSettings.model_validate(field.settings).max_length


class NameType(TextType):
    """A person's name in any script, kept sign for sign (old forms, variation selectors)."""

    name = "name"
    autocomplete = "name"
    settings_model = NoSettings

    def longest(self, field: FormField) -> int:
        """Return 100 (product.md decision 11)."""
        return 100


class ReadingType(TextType):
    """How a name is read: katakana or Latin letters; hiragana and half width are taken."""

    name = "reading"
    settings_model = NoSettings

    def parse(self, raw: object, field: FormField) -> JsonValue:
        """Return full-width katakana or Latin letters with single spaces."""
        text = _clean_line(typed_text(raw, self.longest(field))).translate(_LOOSE_VOICING)
        kana = jaconv.hira2kata(" ".join(normalise(text).split()))
        reading = _measured(_DASH_AFTER_KANA.sub("\u30fc", kana), self.longest(field))
        if reading and not (_KANA_ONLY.fullmatch(reading) or _is_latin(reading)):
            raise FieldError("not_reading")
        return reading

    def longest(self, field: FormField) -> int:
        """Return 100, as for the name."""
        return 100


def _is_latin(text: str) -> bool:
    letters = [sign for sign in text if sign not in " -'\u2019." and not unicodedata.combining(sign)]
    return bool(letters) and all(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
