"""One form that holds every field type, with a good answer for each, for tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.fields import FormField

TODAY = date(2026, 11, 23)
OPTIONS = [
    {"code": "apple", "label": {"ja": "りんご", "ja-easy": "{林檎|りんご}", "en": "Apple"}},
    {"code": "pear", "label": {"ja": "なし", "en": "Pear"}},
    {"code": "fig", "label": {"ja": "いちじく", "en": "Fig"}},
]
MARKS: dict[str, Any] = {
    "marks": [
        {"code": "work", "sign": "○", "key": "o", "label": {"ja": "就労", "en": "Work"}},
        {"code": "side", "sign": "×", "key": "x", "label": {"ja": "内職", "ja-easy": "{内職|ないしょく}"}},
    ],
    "first": "a_date",
    "last": "a_last_date",
}
COLUMNS: dict[str, Any] = {
    "row": {"ja": "収入", "en": "Income"},
    "columns": [
        {"id": "earned_on", "type": "date", "label": {"ja": "日", "en": "Day"}, "settings": {"picker": True}},
        {"id": "amount", "type": "number", "label": {"ja": "額", "en": "Amount"}, "required": True},
        {"id": "fruit", "type": "single_choice", "label": {"ja": "果物", "en": "Fruit"}, "options": OPTIONS},
        {"id": "note", "type": "text", "label": {"ja": "備考", "en": "Note"}},
    ],
    "max_rows": 3,
}
EVERY_TYPE: list[dict[str, Any]] = [
    {"id": "a_text", "type": "text"},
    {"id": "a_long_text", "type": "long_text", "settings": {"max_length": 5000}},
    {"id": "a_name", "type": "name"},
    {"id": "a_reading", "type": "reading"},
    {"id": "a_mail", "type": "mail"},
    {"id": "a_telephone", "type": "telephone"},
    {"id": "a_postal_code", "type": "postal_code"},
    {"id": "a_date", "type": "date"},
    {"id": "a_last_date", "type": "date", "settings": {"picker": True}},
    {"id": "a_birth_date", "type": "date", "settings": {"boxes": True, "latest_days_from_today": 0}},
    {"id": "a_number", "type": "number", "settings": {"min": 1, "max": 9_999_999}},
    {"id": "a_single_choice", "type": "single_choice", "options": OPTIONS},
    {
        "id": "a_multiple_choice",
        "type": "multiple_choice",
        "options": OPTIONS,
        "settings": {"max_choices": 2},
    },
    {"id": "a_consent", "type": "consent"},
    {"id": "a_heading", "type": "heading"},
    {"id": "a_note", "type": "note"},
    {"id": "a_claimant_number", "type": "claimant_number"},
    {"id": "a_job_seeker_number", "type": "job_seeker_number"},
    {"id": "a_calendar", "type": "calendar_marks", "settings": MARKS},
    {"id": "some_rows", "type": "rows", "settings": COLUMNS},
]
TYPED: Mapping[str, object] = {
    "a_text": "  調理　補助 ",
    "a_long_text": "一行目\r\n二行目",
    "a_name": "髙﨑 𠮷郎",
    "a_reading": "たかさき　ﾖｼﾛｳ",
    "a_mail": "ｔａｒｏ@Example.JP",
    "a_telephone": "０３−１２３４−５６７８",
    "a_postal_code": "〒160-0021",
    "a_date": "R8.11.1",
    "a_last_date": "2026-11-22",
    "a_birth_date": {"era": "showa", "year": "55", "month": "4", "day": "29"},
    "a_number": "１２,３４５",
    "a_single_choice": "pear",
    "a_multiple_choice": ["fig", "apple", "fig"],
    "a_consent": "on",
    "a_claimant_number": "１３０７０-26-123456-1",
    "a_job_seeker_number": "１３０１０－0234567",
    "a_calendar": {"2026-11-03": "work", "2026-11-02": "side", "2026-11-04": ""},
    "some_rows": [
        {"#": "7", "amount": "５００", "earned_on": "R8.11.2", "note": " 袋　貼り ", "odd": 1},
        {"#": "8", "amount": " "},
        {"#": "9", "amount": "3,000", "fruit": "fig"},
    ],
}
NORMALISED: Mapping[str, object] = {
    "a_text": "調理 補助",
    "a_long_text": "一行目\n二行目",
    "a_name": "髙﨑 𠮷郎",
    "a_reading": "タカサキ ヨシロウ",
    "a_mail": "taro@example.jp",
    "a_telephone": "0312345678",
    "a_postal_code": "1600021",
    "a_date": "2026-11-01",
    "a_last_date": "2026-11-22",
    "a_birth_date": "1980-04-29",
    "a_number": 12345,
    "a_single_choice": "pear",
    "a_multiple_choice": ["apple", "fig"],
    "a_consent": True,
    "a_claimant_number": "13070261234561",
    "a_job_seeker_number": "130100234567",
    "a_calendar": {"2026-11-02": "side", "2026-11-03": "work"},
    "some_rows": [
        {"earned_on": "2026-11-02", "amount": 500, "fruit": None, "note": "袋 貼り"},
        {"earned_on": None, "amount": 3000, "fruit": "fig", "note": None},
    ],
}


def field_data(field_id: str, field_type: str, **changes: Any) -> dict[str, Any]:
    """Return a field's data with a label of its own name."""
    label = {"ja": f"{field_id}の欄", "en": f"Field {field_id}"}
    return {"id": field_id, "type": field_type, "label": label, **changes}


def make_field(field_type: str, **changes: Any) -> FormField:
    """Return one field of a type."""
    return FormField.model_validate(field_data("asked", field_type, **changes))


def definition_data(*fields: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the data of an application procedure that asks these fields on one page."""
    section = {"id": "only", "title": {"ja": "欄"}, "fields": list(fields)}
    named = {"ja": "試し"}
    return {
        "schema_version": 1,
        "code": "trial",
        "kind": "application",
        "purpose": "other",
        "name": named,
        "summary": named,
        "what_to_bring": named,
        "terms": named,
        "mail_notes": named,
        "form": {"pages": [{"id": "first", "title": named, "sections": [section]}]},
        **changes,
    }


def make_definition(*fields: Mapping[str, Any], **changes: Any) -> ProcedureDefinition:
    """Return an application procedure that asks these fields on one page."""
    return ProcedureDefinition.model_validate(definition_data(*fields, **changes))


def every_type(*, required: bool = False) -> ProcedureDefinition:
    """Return a procedure that holds every field type once."""
    silent = {"heading", "note"}
    fields = [
        field_data(one["id"], one["type"]) | one | {"required": required and one["type"] not in silent}
        for one in EVERY_TYPE
    ]
    return make_definition(*fields)
