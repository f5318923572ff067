"""One id for one text, within a run."""

from __future__ import annotations

from hashlib import blake2b

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.refuse import refusal

_DIGEST_BITS = 64


class Ids:
    """Remembers which text each id stood for: one number an id, so that millions fit in memory.

    The same article twice passes twice, since its id still means one text. Refused is the second text under
    an id, because events cite an article by its id alone.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._inputs: list[str] = []

    def check(self, article: Article, name: str) -> Article | Refusal:
        """The article itself, or its refusal when its id already stands for another text."""
        if not self._inputs or self._inputs[-1] != name:
            self._inputs.append(name)
        digest = _digest(article.text)
        first = self._seen.setdefault(article.id, (len(self._inputs) - 1) << _DIGEST_BITS | digest)
        if first & ((1 << _DIGEST_BITS) - 1) == digest:
            return article
        earlier = self._inputs[first >> _DIGEST_BITS]
        where = "earlier in this input" if earlier == name else f"in {earlier}"
        error = InputError(
            f"the id {article.id!r} already stands for another text, {where}",
            remedy="give each article an id of its own, or leave 'id' out",
        )
        return refusal(error, file=name, record=f"article {article.id}", raw=article.text)


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=_DIGEST_BITS // 8).digest(), "big")
