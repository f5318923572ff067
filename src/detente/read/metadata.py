"""What a web page says about itself: title, date, outlet, address, language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from resiliparse.parse.html import HTMLTree
from resiliparse.parse.html.node import DocumentNode

from detente.read.dates import is_iso_date
from detente.read.outlet import host_of

_DATE_META = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued")
_JSON_LD_NODES = 2_000
"""Values of a JSON-LD block that are looked at."""


def page_fields(tree: HTMLTree, scripts: Iterable[str]) -> dict[str, str | None]:
    """The fields of an article that a page states; a date only when it is one.

    Args:
        tree: The parsed page.
        scripts: The scripts that were cut out of it, each with its opening tag.
    """
    document = tree.document
    if document is None:
        return {}
    meta = _meta(document)
    url = _canonical(document)
    root = document.query_selector("html")
    return {
        "title": meta.get("og:title") or _clean(tree.title),
        "published_at": next((date for date in _dates(document, meta, scripts) if is_iso_date(date)), None),
        "outlet": meta.get("og:site_name") or host_of(url),
        "url": url,
        "language": None if root is None else _clean(root.get_attribute("lang")),
    }


def _meta(document: DocumentNode) -> dict[str, str]:
    """Name (or property, or itemprop) to content, the first of each name."""
    found: dict[str, str] = {}
    for node in document.query_selector_all("meta[content]"):
        for attribute in ("property", "name", "itemprop"):
            name, content = node.get_attribute(attribute), _clean(node.get_attribute("content"))
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _canonical(document: DocumentNode) -> str | None:
    link = document.query_selector('link[rel="canonical"]')
    href = None if link is None else _clean(link.get_attribute("href"))
    return href if host_of(href) else None


def _dates(document: DocumentNode, meta: dict[str, str], scripts: Iterable[str]) -> Iterator[str]:
    """Stated dates of publication, the surest first."""
    yield from (meta[name] for name in _DATE_META if name in meta)
    yield from _json_ld_dates(scripts)
    for selector in ("article time[datetime]", "time[datetime]"):
        time = document.query_selector(selector)
        if time is not None:
            yield (time.get_attribute("datetime") or "").strip()


def _json_ld_dates(scripts: Iterable[str]) -> Iterator[str]:
    for script in scripts:
        tag, _, body = script.partition(">")
        if "application/ld+json" in tag.lower():
            try:
                content = json.loads(body)
            except (ValueError, RecursionError):
                continue  # a page's broken script is no reason to refuse its text
            yield from _date_published(content)


def _date_published(content: Any) -> Iterator[str]:  # noqa: ANN401 - JSON of unknown shape
    waiting, seen = [content], 0
    while waiting and seen < _JSON_LD_NODES:
        seen += 1
        value = waiting.pop(0)
        if isinstance(value, dict):
            date = value.get("datePublished")
            if isinstance(date, str):
                yield date.strip()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _clean(value: str | None) -> str | None:
    return (" ".join(value.split()) or None) if value else None
