from django.urls import path

from handbook.public import views

app_name = "handbook"
urlpatterns = [
    path("handbooks/", views.index, name="index"),
    path("handbooks/<slug:handbook>/", views.contents, name="contents"),
    path("handbooks/<slug:handbook>/print/", views.print_handbook, name="print"),
    path("handbooks/<slug:handbook>/as-of/", views.choose_day, name="choose_day"),
    path("handbooks/<slug:handbook>/as-of/<str:day>/", views.as_of, name="as_of"),
    path("handbooks/<slug:handbook>/<slug:section>/", views.section, name="section"),
    path("handbooks/<slug:handbook>/<slug:section>/print/", views.print_section, name="print_section"),
    path("handbooks/<slug:handbook>/<slug:section>/versions/", views.versions, name="versions"),
    path("handbooks/<slug:handbook>/<slug:section>/versions/<int:number>/", views.old_version, name="old_version"),
    path(
        "handbooks/<slug:handbook>/<slug:section>/versions/<int:number>/changes/",
        views.version_changes,
        name="version_changes",
    ),
    path("search/", views.search_page, name="search"),
    path("remarks/", views.remarks, name="remarks"),
    path("remarks/sent/", views.remark_sent, name="remark_sent"),
    path("privacy/", views.show_site_page, {"slug": "privacy"}, name="privacy"),
    path("accessibility/", views.show_site_page, {"slug": "accessibility"}, name="accessibility"),
    path("what-my-leader-sees/", views.show_site_page, {"slug": "what-my-leader-sees"}, name="leader_sees"),
    path("write-a-guideline/", views.show_site_page, {"slug": "write-a-guideline"}, name="write_a_guideline"),
    path("write-questions/", views.show_site_page, {"slug": "write-questions"}, name="write_questions"),
]
