"""No script, event attribute or style survives, whether an author wrote it or Markdown produced it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.section.renderer import assemble, render_line, render_page, sanitise
from tests.markup.section.parsed_sections import attributes_of, body, html_of, parse, tags_of
from tests.markup.section.text_strategies import any_text, examples

TAGS = frozenset(
    {"p", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "code"}
)
ATTRIBUTES = {("a", "href"), ("th", "align"), ("th", "scope"), ("td", "align")}
ALIGNS = {"left", "right", "center"}
SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://a.no/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>Ord</p>",
    '<p style="position:fixed">Ord</p>',
    "<style>p{display:none}</style>",
    "<link rel=stylesheet href=https://a.no/x.css>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=https://a.no><input name=a autofocus onfocus=alert(1)><button>x</button></form>",
    "<base href=https://a.no/>",
    "<meta http-equiv=refresh content=0;url=https://a.no>",
    "<a href=javascript:alert(1)>x</a>",
    '<a href="https://a.no" onmouseover="alert(1)" style="color:red" target="_blank">x</a>',
    "<details open ontoggle=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](http://a.no)",
    '[x](https://a.no" onclick="alert(1))',
    "[x](https://a.no' onclick='alert(1))",
    "[x](https://a.no 'a\" onclick=\"alert(1)')",
    '[x](https://a.no "tittel")',
    '[x](#roles-1" onclick="alert(1))',
    "[<script>alert(1)</script>](https://a.no)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]: javascript:alert(1)\n[y]",
    "![x](javascript:alert(1))",
    "![x](https://a.no/x.png)",
    "<javascript:alert(1)>",
    "<https://a.no/\"onmouseover=\"alert(1)>",
    "<a@b.no>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>",
    "**<img src=x onerror=alert(1)>**",
    "{: onclick=alert(1) }",
    "Ord {: style=\"color:red\" onclick=alert(1) }",
    "## Tittel {onclick=alert(1)}",
    "- <b onclick=x>a",
    "| <script>a</script> | b |\n|---|---|\n| <img src=x onerror=y> | [x](javascript:z) |",
    "\u0002wzxhzdk:0\u0003",
    "<scr\u00adipt>alert(1)</scr\u200bipt>",
    "＜script＞alert(1)＜/script＞",
)  # fmt: skip
attacks = pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))


def is_safe(html: str, *, own: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Whether the HTML has only the tags, attributes and schemes that a section may have, and `own` ones."""
    allowed = TAGS | {tag for tag, _name in own}
    for tag in tags_of(html):
        assert tag in allowed
    for tag, name, value in attributes_of(html):
        assert (tag, name) in ATTRIBUTES | own
        assert name != "align" or value in ALIGNS
        assert name != "scope" or value == "col"
        if name == "href":
            assert (scheme := SCHEME.match(value)) is None or scheme[1].lower() in {"https", "mailto", "tel"}
    return True


@attacks
def test_the_sanitiser_lets_no_attack_through(attack: str) -> None:
    assert is_safe(sanitise(attack, lambda clause: f"#{clause}"))
    assert is_safe(sanitise(f"<p>{attack}</p>", lambda clause: f"#{clause}"))


@attacks
def test_no_attack_gets_through_a_section(attack: str) -> None:
    """Publishing such a text is refused; a page rendered from it would be safe as well."""
    for text in (f"§ roles-1 (advice)\n{attack}\n", f"§ roles-1 (example)\n> {attack}\n", f"§ roles-1\n## {attack}\n"):
        html = assemble(html_of(body(text).value))
        assert is_safe(html, own=frozenset({("section", "class"), ("section", "id"), ("li", "class"), ("li", "id")}))


@attacks
def test_no_attack_gets_through_a_line_of_a_quiz(attack: str) -> None:
    assert is_safe(render_line(attack))


@attacks
def test_no_attack_gets_through_a_page(attack: str) -> None:
    assert is_safe(render_page(attack))


@examples
@given(st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=4).map("".join))
def test_attacks_joined_get_through_nowhere(text: str) -> None:
    assert is_safe(render_page(text))
    assert is_safe(render_line(text))
    assert is_safe(sanitise(text, lambda clause: f"#{clause}"))


@examples
@given(any_text)
def test_any_text_is_safe(text: str) -> None:
    own = frozenset({("section", "class"), ("section", "id"), ("li", "class"), ("li", "id")})
    assert is_safe(assemble(html_of(parse(text).value)), own=own)
    assert is_safe(render_page(text))


def test_what_was_meant_as_text_is_shown_as_text() -> None:
    assert render_line("`<script>`") == "<code>&lt;script&gt;</code>"
    assert render_line("\\<script>") == "&lt;script&gt;"


def test_an_address_is_written_as_an_attribute_and_no_more() -> None:
    html = sanitise('<p><a href="#roles-1">x</a></p>', lambda clause: f'/"onclick="alert(1)/#{clause}')
    assert attributes_of(html) == [("a", "href", '/"onclick="alert(1)/#roles-1')]
