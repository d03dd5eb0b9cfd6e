from django.urls import path

from courses.views import quiz

app_name = "courses"
urlpatterns = [
    path("", quiz.home, name="home"),
    path("handbooks/<slug:handbook>/<slug:section>/changes/", quiz.changes, name="changes"),
    path("courses/<slug:handbook>/<slug:section>/start/", quiz.start_attempt, name="start"),
    path("courses/attempts/<uuid:attempt>/", quiz.attempt, name="attempt"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/", quiz.question, name="question"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/feedback/", quiz.feedback, name="feedback"),
    path("courses/attempts/<uuid:attempt>/result/", quiz.result, name="result"),
    path("courses/completions/", quiz.completions, name="completions"),
    path("courses/completions/<uuid:completion>/", quiz.completion, name="completion"),
    path("courses/completions/handbooks/<slug:handbook>/", quiz.handbook_completion, name="handbook_completion"),
]
