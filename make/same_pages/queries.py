"""The queries that pages understand, by route; `admin …` is every page of the admin whose route ends so."""

STATUSES = ("on_leave", "done", "overdue", "under_way", "not_started", "nonsense")
LISTS = (
    *(f"status={status}" for status in STATUSES),
    "handbook=social-media",
    "handbook=small&status=overdue",
)
TEXTS = ("text=nb", "text=nn", "text=en")
QUERIES: dict[str, tuple[str, ...]] = {
    "handbook:search": (
        "q=", "q=taushetsplikt", "q=ytringsfrihet+kommunen", "q=lukket+gruppe", "q=tystnadsplikt", "q=leader", "q=xyzzy",
        "q=facebook+passord", "q=%22", "q=habil", "q=Kan+jeg+kritisere+kommunen%3F", "q=rollen",
    ),
    "handbook:choose_day": ("day=2026-11-01", "day=2026-02-30", "day=2999-01-01", "day="),
    "handbook:section": ("moved=1", "moved=asked", "not_saved=1"),
    "courses:changes": ("from=1", "from=2", "from=1&marks=off", "marks=off", "from=99", "from=x"),
    "courses:question": ("not_saved=1",),
    "handbook:remarks": (
        "page=/handbooks/social-media/roles/", "page=/handbooks/social-media/roles/&clause=roles-3",
        "page=/handbooks/social-media/roles/versions/1/", "page=/handbooks/small/roles/", "page=/no/such/page/",
    ),
    "people:sign_in": ("next=/courses/completions/", "next=https://elsewhere.example/"),
    "reports:team": LISTS,
    "reports:team_of_unit": LISTS[2:3],
    "reports:team_csv": (*LISTS, "unit=1", "unit=5", "unit=999999", "unit=x"),
    "reports:overview": LISTS,
    "reports:overview_csv": ("handbook=social-media", "handbook=small"),
    "reports:choose_whose_day": (
        "day=2026-11-01", "employee=1001&day=2026-11-01", "employee=999999&day=2026-11-01", "employee=1001&day=x",
    ),
    "admin:handbook_handbook_change": ("part=languages", "part=x"),
    "admin:handbook_handbook_preview": (*TEXTS, "text=nb&audience=leaders", "text=xx"),
    "admin:handbook_version_edit": (*TEXTS, "text=nb&audience=leaders", "text=xx"),
    "admin:handbook_version_markdown": (*TEXTS, "text=nb&audience=leaders", "text=xx"),
    "admin:handbook_version_questions": (*TEXTS, "text=xx"),
    "admin:handbook_version_preview": (*TEXTS, "text=nb&audience=leaders"),
    "admin:handbook_section_translation": TEXTS,
    "admin:handbook_pagetext_edit": TEXTS,
    "admin:handbook_pagetext_history": (*TEXTS, "text=nb&number=0", "text=nb&number=1", "text=nb&number=2", "number=99"),
    "admin:handbook_remark_changelist": ("handled=no", "handled=yes", "section=4", "section=x"),
    "admin:courses_completion_changelist": ("section=4", "q=Yusuf", "q=1002", "o=2.-4", "section__handbook__id__exact=1"),
    "admin:people_employee_changelist": ("q=Nilsen", "is_hr_staff__exact=1", "o=-2", "p=2"),
    "admin:people_unit_changelist": ("q=Stab",),
    "admin:records_event_changelist": ("what=version+published", "what=question+withdrawn", "p=2", "at__year=2026"),
    "admin changelist": ("e=1", "nonsense=1", "all="),
}  # fmt: skip
ADDRESSES = (
    "/no-such-page", "/no-such-page/", "/handbooks", "/static/no-such-file.css", "/?language=nn", "/search/?q=rolle&language=en",
)  # fmt: skip
"""Addresses that no route has, and wishes for a language in the address."""
