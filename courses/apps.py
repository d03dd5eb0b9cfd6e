from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        from courses.attempts.end import end_attempts_of_leaver, end_unowed_of_section
        from courses.completions.counted_unit import assign_moved
        from courses.completions.profiles import forget_moved
        from handbook import signals
        from people.signals import employee_left, positions_changed

        signals.change_kind_corrected.connect(
            end_unowed_of_section, dispatch_uid="courses.attempts.end.end_unowed_of_section"
        )
        employee_left.connect(end_attempts_of_leaver, dispatch_uid="courses.attempts.end.end_attempts_of_leaver")
        positions_changed.connect(assign_moved, dispatch_uid="courses.completions.counted_unit.assign_moved")
        positions_changed.connect(forget_moved, dispatch_uid="courses.completions.profiles.forget_moved")
