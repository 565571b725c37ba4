"""A pack as PDF: its parts through the typesetter of the report, with a letterhead instead of a cover."""

from dataclasses import replace
from html import escape
from itertools import zip_longest
from pathlib import Path

from segkit.deliverables.packs.paper_grid import grid_block
from segkit.deliverables.report.blocks import Block
from segkit.deliverables.report.branding import Branding
from segkit.deliverables.report.compiling import RefusedError, Source, compiled
from segkit.deliverables.report.cover import ReportFacts, typst_facts
from segkit.deliverables.report.exporter import HOUSE_STYLE
from segkit.deliverables.report.literals import Galley, array
from segkit.deliverables.report.markup import Typesetter
from segkit.deliverables.report.palette import PALETTE, palette
from segkit.engagement import Engagement
from segkit.errors import DeliverableError
from segkit.packs.content import Bullets, Cards, Facts, Grid, Lines, Note, Pack, Part, Text
from segkit.packs.grades import grade_names
from segkit.views.looks import looks
from segkit.views.text import facts, note, paragraph

PACK_STYLE = Path(__file__).with_name("pack.typ")


def pack_pdf(pack: Pack, engagement: Engagement) -> bytes:
    """Return a pack as an accessible archive PDF; the same pack gives the same bytes.

    Raises DeliverableError where a picture or a text of it cannot be set: a pack has nobody to read notices.
    """
    galley = Galley()
    typesetter = Typesetter(galley)
    for section in pack.sections:
        if section.page:
            typesetter.blocks.append(Block("page", "pagebreak(weak: true)"))
        if section.title:
            typesetter.blocks.append(Block("heading", f"heading(level: 2, {galley.line(section.title)})"))
        for part, follows in zip_longest(section.parts, section.parts[1:]):
            before = len(typesetter.blocks)
            _set(part, pack, engagement, typesetter)
            if isinstance(part, Text) and isinstance(follows, Grid):
                typesetter.blocks[before:] = [_with_next(block) for block in typesetter.blocks[before:]]
    described = _facts(pack, engagement)
    purpose, wide = galley.line(pack.purpose), str(pack.wide).lower()
    head = f'#import "{PACK_STYLE.name}": *\n#show: pack.with({typst_facts(described, galley, contents=False)}, {purpose}, wide: {wide})'
    main = f"{head}\n#{{\n{typesetter.code()}\n}}\n"
    style = {path.name: path.read_bytes() for path in (HOUSE_STYLE, PACK_STYLE)}
    colours = {PALETTE: palette(described.grades, described.brand.looks, galley).encode()}
    try:
        content, notices = compiled(Source(main, {**style, **colours, **galley.files}, galley.placed, described.moment))
    except RefusedError as error:
        raise DeliverableError(f"{pack.key}.pdf could not be typeset: {error} Nothing was written.", code="SEG-H01") from error
    if notices:
        raise DeliverableError(
            f"{pack.key}.pdf could not be made as it was meant: {' '.join(notices)} Nothing was written.", code="SEG-H01"
        )
    return content


def _facts(pack: Pack, engagement: Engagement) -> ReportFacts:
    words = engagement.words
    pictures = (picture.content if picture else b"" for picture in (engagement.logo, engagement.client_logo))
    return ReportFacts(
        title=pack.title,
        language=engagement.language,
        day=engagement.date,
        contents="none",
        subtitle=pack.purpose,
        client=engagement.client,
        date_text=words.date(engagement.date),
        consultant=engagement.consultant,
        grades=grade_names(engagement),
        page_text=words("Page {page} of {pages}"),
        confidential_text=words("Confidential") if engagement.output.confidential else "",
        brand=Branding(looks(engagement.brand), *pictures),
    )


def _set(part: Part, pack: Pack, engagement: Engagement, typesetter: Typesetter) -> None:
    """Add one part to the page."""
    galley = typesetter.galley
    match part:
        case Text():
            typesetter.html(paragraph(part.text).html)
        case Bullets():
            typesetter.html(_listed(part))
        case Facts():
            typesetter.html(facts(part.pairs).html)
        case Note():
            typesetter.html(note(part.text).html)
        case Lines():
            typesetter.blocks.append(Block("other", f"writing-lines({galley.line(part.label)}, {part.lines})"))
        case Cards():
            typesetter.blocks.append(Block("other", _cards(part, galley)))
        case Grid():
            typesetter.blocks.append(grid_block(part, engagement.words, galley, wide=pack.wide))
        case _:
            typesetter.picture(part.svg.encode(), part.alt, part.caption)


def _with_next(block: Block) -> Block:
    """Return a paragraph that stays on the page of the table below it."""
    return replace(block, code=f"block(sticky: true, {{ {block.code} }})")


def _listed(bullets: Bullets) -> str:
    items = "".join(
        f"<li>{escape(item)}</li>" if isinstance(item, str) else f"<li><strong>{escape(item[0])}:</strong> {escape(item[1])}</li>"
        for item in bullets.items
    )
    tag = "ol" if bullets.numbered else "ul"
    return f"<{tag}>{items}</{tag}>" if items else ""


def _cards(cards: Cards, galley: Galley) -> str:
    each = (f"card({galley.line(title)}, {array(galley.line(line) for line in lines)})" for title, lines in cards.cards)
    return f"cards({', '.join(each)})"
