from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class TextPage(Page):  # type: ignore[misc]  # it ships no types
    """A title and paragraphs."""

    body = StreamField([("paragraph", RichTextBlock())])
