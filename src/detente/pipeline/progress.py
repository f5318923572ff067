"""Progress through work of known size, and what is told to whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from detente.model import Refusal

T = TypeVar("T")
OnRefusal = Callable[[Refusal], None]
OnProgress = Callable[[int], None]


def steps_of(total: int, count: int, on_progress: OnProgress | None) -> Iterator[None]:
    """One step of progress an article, which together make the bytes that were read for them."""
    told = 0
    for step in range(1, max(count, 1) + 1):
        share = total * step // max(count, 1)
        if on_progress is not None:
            on_progress(share - told)
        told = share
        yield


def stepping(items: Iterable[T], steps: Iterator[None]) -> Iterator[T]:
    """Pass items on, one step of progress each."""
    for item in items:
        yield item
        next(steps, None)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of a size, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
