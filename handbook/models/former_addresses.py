"""Addresses that handbooks and sections had before they were renamed. They lead on for good, and are given to no other."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from handbook.models.handbooks import FitsAddresses, Handbook, Section


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def of_handbooks(self) -> Self:
        return self.filter(section=None)

    def of_sections(self) -> Self:
        return self.filter(section__isnull=False)

    def left_by(self, handbook: str, section: str) -> Self:
        """Those that these two slugs in an address name, if nothing has them now."""
        own = Q(section=None, slug=handbook) & ~Q(handbook__slug=F("slug"))
        of_section = Q(section__isnull=False, handbook__slug=handbook, slug=section) & ~Q(section__slug=F("slug"))
        return self.filter(own | of_section)


class FormerAddress(models.Model):
    """A slug that a handbook had, or a section within its handbook."""

    handbook = models.ForeignKey(Handbook, models.CASCADE, related_name="former_addresses")
    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="former_addresses",
        help_text="Empty: the handbook had the slug itself.",
    )
    slug = models.SlugField()

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(section=None), name="a_former_address_leads_to_one_handbook"
            ),
            models.UniqueConstraint(
                fields=["handbook", "slug"],
                condition=Q(section__isnull=False),
                name="a_former_address_leads_to_one_section",
            ),
            models.CheckConstraint(condition=FitsAddresses("slug"), name="a_former_address_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.handbook.slug}/{self.slug}" if self.section_id else self.slug
