from django.urls import path

from courses.views import home, quiz, receipts

app_name = "courses"
urlpatterns = [
    path("", home.home, name="home"),
    path("handbooks/<slug:handbook>/<slug:section>/changes/", home.changes, name="changes"),
    path("courses/attempts/<uuid:attempt>/", quiz.resume_attempt, name="attempt"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/", quiz.question, name="question"),
    path("courses/attempts/<uuid:attempt>/questions/<slug:question>/feedback/", quiz.feedback, name="feedback"),
    path("courses/attempts/<uuid:attempt>/result/", quiz.result, name="result"),
    path("courses/completions/", receipts.my_receipts, name="completions"),
    path("courses/completions/<uuid:completion>/", receipts.receipt, name="completion"),
    path("courses/completions/handbooks/<slug:handbook>/", receipts.handbook_receipt, name="handbook_completion"),
    # Last: older handbooks may be called as the addresses above are.
    path("courses/<slug:handbook>/<slug:section>/start/", quiz.start_attempt, name="start"),
]
