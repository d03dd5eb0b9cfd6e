from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses.leaving import end_attempts
        from courses.lifting import lift_in
        from courses.reckoning import reckon_moved
        from handbook import signals
        from people.signals import employee_left, positions_changed

        signals.kind_corrected.connect(lift_in, dispatch_uid="courses.lifting.lift_in")
        employee_left.connect(end_attempts, dispatch_uid="courses.leaving.end_attempts")
        positions_changed.connect(reckon_moved, dispatch_uid="courses.reckoning.reckon_moved")
