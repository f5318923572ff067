"""The brief as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from detente.brief.sources import label, numbers
from detente.knowledge.wording import sayings
from detente.model import Brief, CitedSource, Claim
from detente.safe import href, markdown

LONGEST_PARAGRAPH = 5  # sentences
NOTES = {"What happened": "note_happened", "Background": "note_background", "Outlook": "note_outlook"}


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown: title, summary, three sections and the sources, every heading always present."""
    return "\n\n".join(_blocks(brief)) + "\n"


def _blocks(brief: Brief) -> Iterator[str]:
    given = numbers(brief)
    yield f"# {markdown(brief.title)}"
    yield from _text(brief.summary, given, "note_summary")
    for section in brief.sections:
        yield f"## {section.heading}"
        yield from _text(section.claims, given, NOTES[section.heading])
    yield "## Original sources"
    if not brief.sources:
        yield f"*{note('note_sources')}*"
    else:
        yield "\n".join(line for source in brief.sources for line in _source(source))


def _text(claims: Sequence[Claim], given: dict[str, int], empty: str) -> Iterator[str]:
    if not claims:
        yield f"*{note(empty)}*"
    for paragraph in paragraphs(claims):
        yield " ".join(_claim(claim, given) for claim in paragraph)


def _claim(claim: Claim, given: dict[str, int]) -> str:
    cited = dict.fromkeys(given[citation.article_id] for citation in claim.citations)
    return f"{markdown(claim.text)} {''.join(f'[{n}]' for n in cited)}"


def _source(source: CitedSource) -> Iterator[str]:
    url = href(source.url)
    address = "" if url is None else f" <{url}>"
    yield f"- [{source.number}] {markdown(label(source))}{address}"
    for quote in source.quotes:
        yield f"  - “{markdown(quote)}”"


def note(key: str) -> str:
    """What stands in a section without claims."""
    return sayings()[key].say[0]


def paragraphs(claims: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Claims in paragraphs of about one length, none too long to read."""
    count = ceil(len(claims) / LONGEST_PARAGRAPH)
    for k in range(count):
        yield claims[k * len(claims) // count : (k + 1) * len(claims) // count]
