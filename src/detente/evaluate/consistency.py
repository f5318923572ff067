"""Whether coding moves with its text: the same event of other states, on another day, told in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.change import KINDS, Change, told
from detente.evaluate.change_dates import moved_by_days, moved_by_years
from detente.evaluate.change_order import turned
from detente.evaluate.change_states import exchanged
from detente.evaluate.gold import Gold
from detente.evaluate.report import Inconsistency, PerturbationReport
from detente.knowledge.evaluation import Variant
from detente.model import Article, Event


def changes(gold: Gold, variants: Sequence[Variant]) -> list[Change]:
    """Every change of every golden sentence that leaves it sense, and the variants written by hand."""
    found: list[Change] = []
    for document in gold.documents:
        where = f"sentence {document.article.id}"
        for change in (exchanged, moved_by_days, moved_by_years, turned):
            found += change(document.article, where)
    return [*found, *_of_variants(variants)]


def _of_variants(variants: Sequence[Variant]) -> Iterator[Change]:
    for number, v in enumerate(variants, 1):
        where = f"variant {number}"
        yield Change(
            v.kind,
            where,
            Article(where, v.text, published_at=v.published_at),
            Article(where, v.variant, published_at=v.published_at),
        )


def articles(changes: Iterable[Change]) -> Iterator[Article]:
    """What has to be coded: each original before its change."""
    for change in changes:
        yield change.original
        yield change.changed


def consistency(
    changes: Sequence[Change], coded: Sequence[tuple[Event, ...]], *, bootstrap: int, seed: int
) -> PerturbationReport:
    """Compare the coding of each change with what its original foretells.

    Args:
        changes: What was changed.
        coded: The events of ``articles(changes)``, in order.
        bootstrap: Number of resamples of sentences.
        seed: Seed of the resampling.
    """
    pairs = list(zip(coded[::2], coded[1::2], strict=True))
    same = [c.expected(before) == told(after) for c, (before, after) in zip(changes, pairs, strict=True)]
    sentences = {where: n for n, where in enumerate(dict.fromkeys(c.where for c in changes))}
    sampler = Sampler(len(sentences), bootstrap, seed)

    def share(name: str, counts: Sequence[bool]) -> Ratio:
        right, of = [0] * len(sentences), [0] * len(sentences)
        for change, ok, counted in zip(changes, same, counts, strict=True):
            right[sentences[change.where]] += ok and counted
            of[sentences[change.where]] += counted
        return Ratio(name, right, of)

    ratios = [share(kind, [c.kind == kind for c in changes]) for kind in KINDS]
    ratios += [share("total", [True] * len(changes)), share("total_with_events", [bool(b or a) for b, a in pairs])]
    return PerturbationReport(
        kind="perturb",
        bootstrap=bootstrap,
        seed=seed,
        figures=tuple(sampler.figure(r) for r in ratios),
        mistakes=tuple(
            _inconsistency(c, *pair) for c, pair, ok in zip(changes, pairs, same, strict=True) if not ok
        ),
    )  # fmt: skip


def _inconsistency(change: Change, before: Iterable[Event], after: Iterable[Event]) -> Inconsistency:
    expected, found = change.expected(before), told(after)
    return Inconsistency(
        change.kind,
        change.where,
        change.original.text,
        change.changed.text,
        tuple(sorted(map(str, expected - found))),
        tuple(sorted(map(str, found - expected))),
    )
