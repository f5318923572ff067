"""Brief: every sentence cited; Markdown, HTML, JSON."""

from detente.brief.article import brief_article
from detente.brief.dyad import brief_dyad
from detente.brief.gate import supported
from detente.brief.html import render_html
from detente.brief.markdown import render_markdown
from detente.brief.record import brief_record

__all__ = ["brief_article", "brief_dyad", "brief_record", "render_html", "render_markdown", "supported"]
