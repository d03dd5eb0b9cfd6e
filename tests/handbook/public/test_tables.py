"""Stored HTML gets, where it is shown, what a phone needs to show each row of a table as a block, and a line its paragraph."""

import pytest

from handbook.templatetags.frozen import frozen, frozen_block

pytestmark = pytest.mark.sqlite_only

STORED = (
    '<p>Før.</p><table>\n<thead>\n<tr>\n<th scope="col">Hva</th>\n<th scope="col" align="right"><em>«Når»</em> "&amp;"</th>\n'
    "</tr>\n</thead>\n<tbody>\n<tr>\n<td>Varsel</td>\n<td align=\"right\">14 dager</td>\n</tr>\n"
    "<tr>\n<td></td>\n<td align=\"right\">3</td>\n</tr>\n</tbody>\n</table>"
)  # fmt: skip


def test_each_cell_has_the_heading_of_its_column_and_each_element_its_role() -> None:
    shown = frozen(STORED)
    assert shown.count('<td role="cell" data-heading="Hva">') == 2
    assert shown.count('<td role="cell" data-heading="«Når» &quot;&amp;&quot;" align="right">') == 2
    assert [shown.count(f' role="{role}"') for role in ("table", "rowgroup", "row", "columnheader")] == [1, 2, 3, 2]
    assert shown.startswith("<p>Før.</p><table role")


def test_without_a_table_nothing_is_added() -> None:
    assert frozen("<p>a <td</p>") == "<p>a <td</p>"


@pytest.mark.parametrize("line", ["Si fra.", 'Les <a href="#a-1">dette</a> nå.', "<strong>Nå</strong> gjelder det."])
def test_a_line_in_no_block_gets_a_paragraph_that_keeps_it_together(line: str) -> None:
    assert frozen_block(line) == f"<p>{line}</p>"


def test_a_block_stays_as_it_is() -> None:
    assert frozen_block("<ul>\n<li>En</li>\n</ul>") == "<ul>\n<li>En</li>\n</ul>"
