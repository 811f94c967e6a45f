"""Rate limits of the citizen's side, by name; `limits` notation."""

LIMITS = {
    "mail_per_address": "5 per hour",
    "mail_per_network": "30 per hour",
    "sign_in_per_account": "5 per 15 minutes",
    "sign_in_known_browser": "10 per 15 minutes",
    "sign_in_per_network": "300 per 15 minutes",
    "own_password_per_person": "10 per 15 minutes",
    "own_data_per_person": "10 per day",
    "address_change_per_person": "10 per day",
    "code_per_network": "10 per hour",
    "slowed_note": "1 per 15 minutes",
    "hold_per_person": "30 per 10 minutes",
    "hold_per_network": "300 per 10 minutes",
    "lookup_per_person": "30 per 10 minutes",
    "day_notice_per_person": "20 per 10 minutes",
    "change_per_person": "20 per 10 minutes",
    "waitlist_per_person": "20 per 10 minutes",
    "events_per_browser": "600 per minute",
    "events_per_network": "20000 per minute",
}
