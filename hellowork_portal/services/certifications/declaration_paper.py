"""The 失業認定申告書 as the ministry's paper (様式第14号) has it: which field stands in which box."""

from hellowork_portal.forms.papers import PaperPlan

DECLARATION = PaperPlan(
    form="paper.form.declaration",
    head=("claimant_number", "claimant_name", "office_name", "certification_on"),
    period=("period_first", "period_last"),
    questions=(
        ("worked", "marks"),
        ("incomes",),
        ("searched", "no_search_reason", "activities", "direct_applications"),
        ("ready", "not_ready_reason", "not_ready_note"),
        ("job_kind", "job_found_by", "job_starts_on", "job_employer", "job_address", "job_phone"),
    ),
    statement="truth",
    office="office_name",
    name="claimant_name",
    number="claimant_number",
    incomes=("incomes", "days", "amount"),
    widths={"incomes": (1, 1, 1), "activities": (5, 4, 5, 8), "direct_applications": (5, 4, 4, 3, 3, 4, 4)},
)
