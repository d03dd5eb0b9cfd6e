from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses.authoring import read_quiz
        from courses.previewing import show_quiz
        from courses.questions.beginning import begin_question
        from courses.reaching import reach
        from handbook import signals

        signals.quiz_read.connect(read_quiz, dispatch_uid="courses.authoring.read_quiz")
        signals.quiz_shown.connect(show_quiz, dispatch_uid="courses.previewing.show_quiz")
        signals.question_begun.connect(begin_question, dispatch_uid="courses.questions.beginning.begin_question")
        signals.reach_asked.connect(reach, dispatch_uid="courses.reaching.reach")
