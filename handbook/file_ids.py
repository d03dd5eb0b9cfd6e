"""The clause ids of text files: what has to be asked before an import, and what can be written without asking."""

from pathlib import Path

from handbook.files import HandbookFiles, read_folder
from handbook.identifying import Compared, compare, past_of
from handbook.models import LANGUAGES, Section
from handbook.text.asking import sentence
from handbook.text.numbering import Marked, with_markers
from handbook.text.proposals import Found, MovedToSection, New, Retired
from handbook.text.tidying import decode
from handbook.text.values import Fault


def compare_files(files: HandbookFiles, language: str) -> dict[str, Compared]:
    """Every section of a folder in one language, beside what is published."""
    known = Section.objects.filter(handbook__slug=files.slug).select_related("handbook")
    sections = {section.slug: section for section in known}
    texts = {each.slug: each.texts[language] for each in files.sections if language in each.texts}
    sources = {each.slug: each.texts[files.source_language] for each in files.sections}
    return compare(texts, sources, {slug: past_of(sections.get(slug), language) for slug in texts})


def unsettled_in(files: HandbookFiles, *, ids_as_written: bool) -> tuple[list[Fault], list[str]]:
    """The ids that were retired, and a sentence for each block whose id somebody has to decide. `ids_as_written`: somebody
    says that the ids that stand there are right."""
    faults, unsettled = [], []
    for language in LANGUAGES:
        for each in compare_files(files, language).values():
            faults += each.retired()
            for proposal in each.asked:
                clause = each.clause(proposal)
                if isinstance(proposal, Retired) or (ids_as_written and clause.id):
                    continue
                unsettled.append(f"{each.text.file}:{clause.line}: {sentence(proposal)}")
    return faults, unsettled


def write_sure_ids(folder: Path) -> list[str]:
    """Write into the files the ids that are beyond doubt: new ones where nothing resembles, and those found by equal
    words. Returns each line written, with its file and number."""
    written: list[str] = []
    source_language = read_folder(folder).source_language
    for language in sorted(LANGUAGES, key=lambda each: each != source_language):
        # Read anew for each: a translation is compared with the source as it stands now.
        for slug, each in compare_files(read_folder(folder), language).items():
            path = folder / slug / f"{language}.md"
            text, is_utf8 = decode(path.read_bytes())
            changes = sure_ids(each)
            if not is_utf8 or not changes:
                continue
            after, lines = with_markers(text, changes)
            path.write_text(after, encoding="utf-8")
            written += [f"{each.text.file}:{number}: {line}" for number, line in lines]
    return written


def sure_ids(compared: Compared) -> list[Marked]:
    """The marker lines that can be written without asking. One whose id another block would keep is left out."""
    sure = {}
    for each in compared.asked:
        match each:
            case Found(certainty="certain") | MovedToSection(certainty="certain"):
                sure[each.position] = each.id
            case New() if compared.clause(each).id is None:
                sure[each.position] = each.id
    names = [clause.id for clause in compared.text.clauses]
    while clashing := [
        place for place, id_ in sure.items() if any(name == id_ and at not in sure for at, name in enumerate(names))
    ]:
        for place in clashing:
            del sure[place]
    clauses = compared.text.clauses
    return [compared.marker(clauses[place], id_) for place, id_ in sorted(sure.items())]
