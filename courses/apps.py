from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses.authoring import list_questions, read_quiz
        from courses.counting import count_owing
        from courses.figures import clause_figures
        from courses.foreseeing import foresee
        from courses.leaving import end_attempts
        from courses.lifting import lift_in
        from courses.previewing import show_quiz
        from courses.reckoning import reckon_moved
        from handbook import signals
        from markup.quiz.template import begin_question
        from people.signals import employee_left, positions_changed

        signals.quiz_read.connect(read_quiz, dispatch_uid="courses.authoring.read_quiz")
        signals.questions_listed.connect(list_questions, dispatch_uid="courses.authoring.list_questions")
        signals.quiz_shown.connect(show_quiz, dispatch_uid="courses.previewing.show_quiz")
        signals.question_begun.connect(begin_question, dispatch_uid="markup.quiz.template.begin_question")
        signals.impact_asked.connect(foresee, dispatch_uid="courses.foreseeing.foresee")
        signals.figures_asked.connect(clause_figures, dispatch_uid="courses.figures.clause_figures")
        signals.kind_corrected.connect(lift_in, dispatch_uid="courses.lifting.lift_in")
        employee_left.connect(end_attempts, dispatch_uid="courses.leaving.end_attempts")
        positions_changed.connect(reckon_moved, dispatch_uid="courses.reckoning.reckon_moved")
        signals.owing_asked.connect(count_owing, dispatch_uid="courses.counting.count_owing")
