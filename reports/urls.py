from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/team.csv", views.team_csv, name="team_csv"),
    path("overview/", views.overview, name="overview"),
    path("overview/overview.csv", views.overview_csv, name="overview_csv"),
]
