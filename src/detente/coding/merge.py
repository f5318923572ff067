"""One happening told in several sentences is one event: drafts that tell the same are put together."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.draft import UNNAMED, Draft, key, keys
from detente.coding.when import When
from detente.coding.where import FINER
from detente.model import Party, Place

# Of the forms under which one meeting is told, the most telling first: a visit is also a meeting.
MODES = ("visit", "third-party", "multilateral", "phone", "meet", None)
COMPLETED_BY_OTHERS = frozenset({"CONSULT"})
"""Types of which a sentence may tell a part only: "the meeting took place at the ministry"."""


def merged(drafts: list[Draft]) -> list[Draft]:
    """Put together the drafts of one article that tell the same event; the order of first telling stays.

    Parts that no other sentence completes are left out: an event needs both sides, or a type that has one.
    """
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: not d.complete):
        group = next((g for g in groups if _tells_the_same(draft, g)), None)
        if group is not None:
            group.append(draft)
        else:
            groups.append([draft])
    found = [_together(sorted(g, key=lambda d: (d.field == "title", d.sentence))) for g in groups]
    return sorted(found, key=lambda d: (d.field == "title", d.sentence, d.trigger))


def _tells_the_same(draft: Draft, group: list[Draft]) -> bool:
    first = group[0]
    if draft.knowledge.manual != first.knowledge.manual or draft.modality != first.modality:
        return False
    if not _dates_agree(draft.when, _when(group)):
        return False
    if UNNAMED in (*draft.source, *first.source) and draft.source != first.source:
        # "were injured" beside "were attacked by protesters": one assault, whose doer one clause leaves out
        return bool(keys(draft.target)) and keys(draft.target) == keys(first.target)
    mutual = draft.knowledge.mutual == "yes" and first.knowledge.mutual == "yes"
    mine, theirs = (keys(draft.source), keys(draft.target)), (keys(first.source), keys(first.target))
    if draft.complete and first.complete:
        same = mine == theirs or (mutual and (mine[1], mine[0]) == theirs)
        of_one = mutual or draft.act == first.act or draft.source == (UNNAMED,)
        return same and bool(mine[0] | mine[1]) and of_one
    if draft.sentence == first.sentence and draft.field == first.field and mine[0] and not mine[1]:
        return mine[0] == theirs[0]  # "launched missiles, targeting troops": told twice, once without its target
    if draft.knowledge.manual not in COMPLETED_BY_OTHERS or not mutual:
        return mine == theirs and draft.act == first.act and bool(mine[0] | mine[1])
    return bool(mine[0] | mine[1]) and (mine[0] | mine[1]) <= (theirs[0] | theirs[1])


def _dates_agree(a: When, b: When) -> bool:
    if a.value is None or b.value is None:
        return True
    return a.value.startswith(b.value) or b.value.startswith(a.value)


def _when(group: list[Draft]) -> When:
    return max((d.when for d in group), key=lambda w: len(w.value or ""))


def _together(group: list[Draft]) -> Draft:
    """The most telling draft, with what the others know beside it."""
    if len(group) == 1:
        return group[0]
    formed = min(group, key=lambda d: MODES.index(d.knowledge.mode) if d.knowledge.mode in MODES else len(MODES))
    fullest = max(group, key=lambda d: (d.complete, d.source != (UNNAMED,), _fullness(d.source) + _fullness(d.target)))
    source, target = fullest.source, fullest.target
    if fullest.knowledge.mutual == "yes" and keys(formed.source) and keys(formed.source) <= keys(target):
        # The draft that gives the form gives the direction: the visitor is source.
        source, target = target, source
    everyone = [p for d in group for p in (*d.source, *d.target)]
    return replace(
        fullest,
        act=formed.act,
        source=tuple(_fullest(p, everyone) for p in source),
        target=tuple(_fullest(p, everyone) for p in target),
        when=_when(group),
        place=_place([d.place for d in group if d.place is not None]),
        contexts=tuple(dict.fromkeys(c for d in (fullest, *group) for c in d.contexts))[:4],
        attributes=tuple(dict.fromkeys(a for d in group for a in d.attributes)),
    )


def _place(places: list[Place]) -> Place | None:
    """The finest place; a venue with the city that another sentence gives."""
    finest = max(places, key=lambda p: FINER[p.precision], default=None)
    if finest is None or finest.precision != "venue":
        return finest
    city = next((p for p in places if p.precision == "city" and p.country == finest.country), None)
    if city is None or city.name in finest.name:
        return finest
    return replace(
        finest,
        name=f"{finest.name} in {city.name}",
        latitude=city.latitude,
        longitude=city.longitude,
        geonameid=city.geonameid,
        admin1=city.admin1,
    )


def _fullness(parties: tuple[Party, ...]) -> int:
    return sum((p.person is not None) * 2 + (p.office is not None) + (p.sector is not None) for p in parties)


def _fullest(party: Party, others: list[Party]) -> Party:
    """The same party as another sentence presents it in full."""
    same = [p for p in others if key(p) == key(party) and (party.person is None or p.person in {None, party.person})]
    return max([party, *same], key=lambda p: (_fullness((p,)), p is party))
