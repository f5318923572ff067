"""Web pages: the main text of one page is one article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5
from resiliparse.parse.html import HTMLTree

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.decode import BOM
from detente.read.limits import Limits
from detente.read.markup import safe_page
from detente.read.metadata import page_fields
from detente.read.opened import Opened
from detente.read.outlet import host_of
from detente.read.record import article
from detente.read.refuse import attempt
from detente.read.stream import read_all


def read_html(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read the one article of a page.

    Raises:
        InputError: When the page is larger than pages are.
    """
    data = read_all(opened.stream, limits.max_page_bytes, remedy="give its text as a .txt file")
    yield attempt(
        partial(article_of_page, data, limits, url=opened.url, charset=opened.charset),
        file=opened.name,
        record="file",
        raw=lambda: data,
    )


def article_of_page(data: bytes, limits: Limits, *, url: str | None, charset: str | None) -> Article:
    """The main text of a page and what the page says about itself.

    Args:
        data: The page.
        limits: Bounds on what is taken.
        url: Where it was found; the canonical address that the page states goes before it.
        charset: Its encoding according to the server.

    Raises:
        InputError: For a page without text, or one that would stall the parser.
    """
    if not data.strip():
        raise InputError("the page is empty", remedy="leave it out, or fetch it again")
    page = safe_page(decoded(data, charset), limits)
    tree = HTMLTree.parse(page.html)
    fields = page_fields(tree, page.scripts)
    fields["outlet"] = fields.get("outlet") or host_of(url)
    fields["url"] = fields.get("url") or url
    text = _main_text(tree)
    if not text.strip():
        raise InputError("no text was found on the page", remedy="if a script writes it, give the text as a .txt file")
    return article({**fields, "text": text}, limits)


def plain_text(html: str, limits: Limits) -> str:
    """All text of a piece of HTML, such as the body of a feed entry.

    Raises:
        InputError: For a piece that would stall the parser.
    """
    return str(extract_plain_text(HTMLTree.parse(safe_page(html, limits).html), alt_texts=False))


def decoded(data: bytes, charset: str | None) -> str:
    """Decode a page as browsers do, except that valid UTF-8 is UTF-8 whatever the page claims.

    Order: byte order mark, valid UTF-8 beyond ASCII, the server's word, the page's own word, a guess. Bytes
    that still do not fit become U+FFFD: a page is the work of a template and many hands, and one broken byte
    in its footer is no reason to lose the article.
    """
    if data.startswith(BOM) or (not data.isascii() and _is_utf8(data)):
        return data.removeprefix(BOM).decode("utf-8", "replace")
    named = map_encoding_to_html5(charset, fallback_utf8=False) if charset else None
    encoding = named or detect_encoding(data, from_html_meta=True) or "utf-8"
    return str(bytes_to_str(data, encoding, "replace", fallback_encodings=()))


def _main_text(tree: HTMLTree) -> str:
    main = str(extract_plain_text(tree, main_content=True, alt_texts=False, comments=False))
    # On very short pages nothing stands out as the main part.
    return main if main.strip() else str(extract_plain_text(tree, alt_texts=False, comments=False))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
