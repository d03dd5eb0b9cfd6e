from django.urls import path, register_converter
from django.urls.converters import StringConverter

from people.models import NUMBER
from reports import views


class EmployeeNumber(StringConverter):
    regex = NUMBER


register_converter(EmployeeNumber, "employee_number")

app_name = "reports"
urlpatterns = [
    path("reports/team/", views.team, name="team"),
    path("reports/team/everybody/", views.team_of_all, name="team_of_all"),
    path("reports/team/<int:unit>/", views.team, name="team_of_unit"),
    path("reports/team/employees/<employee_number:number>/", views.member, name="member"),
    path("reports/team.csv", views.team_csv, name="team_csv"),
    path("reports/handbooks/<slug:handbook>/as-of/", views.choose_whose_day, name="choose_whose_day"),
    path(
        "reports/handbooks/<slug:handbook>/as-of/<str:day>/employees/<employee_number:number>/",
        views.as_seen,
        name="as_seen",
    ),
    path(
        "reports/handbooks/<slug:handbook>/<slug:section>/questions/", views.section_questions, name="section_questions"
    ),
    path("reports/overview/", views.overview, name="overview"),
    path("reports/overview.csv", views.overview_csv, name="overview_csv"),
]
