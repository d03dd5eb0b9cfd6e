from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses import authoring
        from handbook.signals import quiz_read

        quiz_read.connect(authoring.read_quiz, dispatch_uid="courses.authoring.read_quiz")
