from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("", views.home, name="home"),
    path("handbooks/<slug:handbook>/<slug:section>/changes/", views.changes, name="changes"),
    path("courses/<slug:handbook>/<slug:section>/start/", views.start_attempt, name="start"),
    path("courses/attempts/<uuid:attempt>/", views.attempt, name="attempt"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/", views.question, name="question"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/feedback/", views.feedback, name="feedback"),
    path("courses/attempts/<uuid:attempt>/result/", views.result, name="result"),
    path("courses/completions/", views.completions, name="completions"),
    path("courses/completions/<uuid:completion>/", views.completion, name="completion"),
    path("courses/completions/handbooks/<slug:handbook>/", views.handbook_completion, name="handbook_completion"),
]
