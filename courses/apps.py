from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses.attempts.end import end_attempts, lift_in
        from courses.completions.counted_unit import reckon_moved
        from handbook import signals
        from people.signals import employee_left, positions_changed

        signals.kind_corrected.connect(lift_in, dispatch_uid="courses.attempts.end.lift_in")
        employee_left.connect(end_attempts, dispatch_uid="courses.attempts.end.end_attempts")
        positions_changed.connect(reckon_moved, dispatch_uid="courses.completions.counted_unit.reckon_moved")
