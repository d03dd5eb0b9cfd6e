"""Makes the page, its restriction and the session of a reader. Prints both as JSON."""

import json
import random

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - after the setup
from django.core.management import call_command  # noqa: E402 - the same
from django.test import Client  # noqa: E402 - the same
from peer_pages.models import TextPage  # noqa: E402 - the same
from wagtail.models import Page, PageViewRestriction, Site  # noqa: E402 - the same

WORDS = ("ansatt", "kommune", "melding", "taushet", "bilde")
PARAGRAPHS, WORDS_OF_A_PARAGRAPH = 60, 65
"""Thirty kilobytes."""

call_command("migrate", verbosity=0)
chance = random.Random(1)  # noqa: S311 - words, no secret
texts = (" ".join(chance.choices(WORDS, k=WORDS_OF_A_PARAGRAPH)) for _ in range(PARAGRAPHS))
body = json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts])
page = Page.objects.get(depth=2).add_child(instance=TextPage(title="Sosiale medier", slug="some", body=body))
page.save_revision().publish()
Site.objects.update(hostname="127.0.0.1")
PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
client = Client()
client.force_login(get_user_model().objects.create_user("reader"))
print(json.dumps({"page": "/some/", "session": client.cookies["sessionid"].value}))
