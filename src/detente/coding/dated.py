"""Which of the dates of a sentence is the event's, and whether that makes it background."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.coding.read import CONDITIONAL, FUTURE, Reading, carrying_verb
from detente.coding.tree import CLAUSES, NOUNS, Tree
from detente.coding.when import BACKGROUND_DAYS, UNKNOWN, When
from detente.knowledge.dates import date_lemmas
from detente.knowledge.language import discourse_words, word_set
from detente.knowledge.ontology import acts
from detente.model import Modality, Span

WEEK = 7  # days before publication that a report's running story may lie back
ANNOUNCING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
"""Types that are acts of speech about another act; "in May" then mostly tells when that one is to be."""

NAMING = frozenset({"poss", "nmod", "compound", "nummod", "amod", "npadvmod"})
"""Relations by which a date is part of a noun's name: "Friday's attack", "the 2013 coup"."""


def event_date(tree: Tree, reading: Reading, stated: list[When], clause: list[int], day: date | None) -> When:
    """The date nearest to the trigger within its own clause, else the only one of the sentence.

    A date within what is promised, asked for or threatened is that of the other act, which has not happened; one
    that was over when the report appeared is that of the asking: "asked for his resignation on Monday night". Dates
    that are no moment of the event ("until Friday", "the first since 2012", "after Tuesday's vote") are left out. An
    event without a date of its own that is only reported has the day of the report, counted, not stated. A result
    without value but with a span says that the event has a time of its own which is not known.
    """
    if not stated:
        return UNKNOWN
    announced, own = _announced(tree, reading), _own(reading)
    placed = [(at, _turned(tree, when, at, day)) for when in stated if (at := _top(tree, when.span)) is not None]
    dating = [when for at, when in placed if _is_told_of(tree, at, reading.trigger)]
    if dating:
        return dating[0]
    told = [
        (at, when)
        for at, when in placed
        if (at not in announced or _is_past(when, day))
        and _is_moment(tree, when, at, own)
        and (when.value is not None or _verb_above(tree, at) in own | {carrying_verb(tree, reading.trigger)})
        and not (_is_told_before(reading) and _is_ahead(when, day))
    ]
    trigger = tree.words[reading.trigger].start
    near = [pair for pair in told if pair[1].span is not None and _within(tree, pair[1].span, clause)]
    if near:
        return min(near, key=lambda pair: (_distance(tree, pair[0], own), abs(_start(pair[1]) - trigger)))[1]
    loose = [pair for pair in told if not _in_other_clause(tree, pair[0], reading.trigger)]
    found = _lent(tree, reading, *loose[0], day=day) if len(loose) == 1 else UNKNOWN
    if found.value is None:
        # What has no date beside one that is to come is no background, however the words were read without the verb.
        ahead = [when.latest_day for _, when in placed if _is_ahead(when, day)]
        return replace(found, latest=max((d for d in ahead if d is not None), default=None))
    return found


def _is_told_of(tree: Tree, at: int, trigger: int) -> bool:
    """Whether an event is told in a clause that hangs on the date itself: "in 2013, when the army took over"."""
    return any(tree.dep(k) == "relcl" and tree.head(k) == at for k in (trigger, *tree.ancestors(trigger)))


def _own(reading: Reading) -> frozenset[int]:
    """The words of an act, without those of the act that it is about: "condemned Tuesday's attack"."""
    words = reading.consumed | {reading.trigger}
    return words - reading.inner.consumed if reading.inner is not None else words


def _is_told_before(reading: Reading) -> bool:
    """Whether an act is told before what it is about: a promise is not of the day for which something is promised."""
    return acts()[reading.act or ""].manual in ANNOUNCING and reading.modality not in {"future", "hypothetical"}


def _start(when: When) -> int:
    return when.span.start if when.span is not None else 0


def _top(tree: Tree, span: Span | None) -> int | None:
    """The word of a span by which it hangs in the sentence."""
    if span is None:
        return None
    words = [i for i, word in enumerate(tree.words) if span.start < word.end and word.start < span.end]
    return next((i for i in words if tree.head(i) not in words or tree.head(i) == i), None)


def _distance(tree: Tree, at: int, own: frozenset[int]) -> int:
    """Number of relations between a word and the nearest of the event's own."""
    steps = {place: n for n, place in enumerate((at, *tree.ancestors(at)))}
    found = [
        up + steps[place] for word in own for up, place in enumerate((word, *tree.ancestors(word))) if place in steps
    ]
    return min(found, default=len(tree.words))


def _is_moment(tree: Tree, when: When, at: int, own: frozenset[int]) -> bool:
    """Whether a date can tell when the event was, for its role and the noun that it belongs to."""
    if when.role == "of":
        return bool(own & {at, tree.head(at), tree.head(tree.head(at))})
    noun = _named_by(tree, at)
    if noun is not None and noun not in own:
        return _at_the_moment_of(tree, noun, own)
    if when.role in {"at", "name"} or noun is not None:
        return True
    return when.role in {"since", "by"} and _is_perfect_of(tree, at, own, when.role)


def _named_by(tree: Tree, at: int) -> int | None:
    """The noun whose name a date is part of: the attack of "Friday's attack"."""
    above = tree.head(at)
    return above if above != at and tree.dep(at) in NAMING and tree.words[above].pos in NOUNS else None


def _at_the_moment_of(tree: Tree, noun: int, own: frozenset[int]) -> bool:
    """Whether the event happens with what another noun names: "Friday's attack killed two", "at Friday's meeting"."""
    above = tree.head(noun)
    if tree.dep(noun) in {"nsubj", "nsubjpass"}:
        return above in own
    if tree.dep(noun) in {"npadvmod", "compound", "nmod", "poss", "appos"}:
        return True  # a part of the date that is not known as such: "Friday evening rush"
    return tree.dep(noun) == "pobj" and tree.lemma(above) in date_lemmas("moment")


def _is_perfect_of(tree: Tree, at: int, own: frozenset[int], role: str) -> bool:
    """Whether something has been so since a date, or was so by then: "has been closed since May", "by May had left"."""
    verb = _verb_above(tree, at)
    if verb is None or verb not in own:
        return False
    words = {tree.words[k].text.lower() for k in tree.kids(verb, "aux")}
    if role == "by":
        return "had" in words
    return bool(words & {"has", "have", "had", "having", "'ve", "'s"}) and not _has_first(tree, verb)


def _has_first(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(k) == "first" for k in tree.subtree(verb))


def _verb_above(tree: Tree, at: int) -> int | None:
    """The verb of the clause that a word stands in."""
    return next((i for i in (at, *tree.ancestors(at)) if tree.words[i].pos in {"VERB", "AUX"}), None)


def _turned(tree: Tree, when: When, at: int, day: date | None) -> When:
    """A date that may lie on either side of publication, on the side that its verb tells: "will meet on Friday"."""
    verb = _verb_above(tree, at)
    if when.other is None or when.value is None or day is None:
        return when
    today = day.isoformat()[: len(when.value)]
    if when.role == "since":
        turn = when.value > today >= when.other
    elif when.role in {"until", "by"} or (verb is not None and _is_to_come(tree, verb, at)):
        turn = when.value < today <= when.other
    else:
        turn = verb is not None and when.value > today >= when.other and _is_over(tree, verb)
    return replace(when, value=when.other, other=None) if turn else when


def _is_over(tree: Tree, verb: int) -> bool:
    """Whether a verb tells the past."""
    words = [verb, *tree.kids(verb, "aux", "auxpass")]
    return any(tree.words[k].tag == "VBD" for k in words) or any(tree.lemma(k) == "have" for k in words[1:])


def _is_to_come(tree: Tree, verb: int, at: int) -> bool:
    """Whether a verb tells what is to come: in the future tense, planned, or going to be."""
    auxiliaries = tree.kids(verb, "aux")
    words = {tree.words[k].text.lower() for k in auxiliaries}
    if words & FUTURE or (words & CONDITIONAL and "have" not in words):
        return True
    planning, above = date_lemmas("planning"), tree.head(verb)
    if any(tree.words[k].tag == "TO" for k in auxiliaries):
        return tree.lemma(above) in planning | {"be", "go"} or _has_planning(tree, above)
    is_present = any(tree.words[k].tag in {"VBZ", "VBP"} and tree.lemma(k) == "be" for k in auxiliaries)
    if tree.words[verb].tag == "VBG" and is_present:
        return True
    before = tree.head(at)
    planned = tree.lemma(verb) in planning or _has_planning(tree, verb)
    return planned and tree.lemma(before) in {"for", "until", "till", "to"} | (
        {"on"} if tree.lemma(verb) == "be" else set()
    )


def _has_planning(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(k) in date_lemmas("planning") for k in tree.kids(verb, "acomp"))


def _lent(tree: Tree, reading: Reading, at: int, when: When, *, day: date | None) -> When:
    """The date of the clause around an event that has none of its own."""
    verb = carrying_verb(tree, reading.trigger)
    if verb is None:
        verb = reading.trigger
    if _is_reported(tree, verb, at):
        return replace(when, basis="relative") if day is not None else UNKNOWN
    if when.basis == "relative" and _is_ahead(when, day) and _is_over(tree, verb):
        return UNKNOWN
    if _is_earlier(tree, verb):
        return replace(UNKNOWN, span=tree.span([verb]))
    return when


def _is_reported(tree: Tree, verb: int, at: int) -> bool:
    """Whether a date is that of the words that report a clause: "said on Friday that the town had been shelled"."""
    saying = _verb_above(tree, at)
    below = verb
    for above in tree.ancestors(verb):
        if above == saying:
            return tree.dep(below) in {"ccomp", "parataxis"} and tree.lemma(above) in date_lemmas("reporting")
        below = above
    return False


def _is_earlier(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what was over before: "the embassy that it had closed"."""
    return tree.words[verb].tag == "VBN" and any(tree.words[k].text.lower() == "had" for k in tree.kids(verb, "aux"))


def _is_ahead(when: When, day: date | None) -> bool:
    age = when.age(day)
    return age is not None and age < 0


def _is_past(when: When, day: date | None) -> bool:
    age = when.age(day)
    return when.precision == "day" and age is not None and age >= 0


def _in_other_clause(tree: Tree, at: int, trigger: int) -> bool:
    """Whether a date belongs to a clause that the trigger is not part of: "… since ties were restored in July".

    A clause of the same moment lends its date: "hours before the jet crashed on Wednesday", "as he arrived on Friday".
    """
    above = {trigger, *tree.ancestors(trigger)}
    others = [k for k in (at, *tree.ancestors(at)) if tree.dep(k) in CLAUSES and k not in above]
    return any(not _is_of_the_moment(tree, k) for k in others)


def _is_of_the_moment(tree: Tree, clause: int) -> bool:
    """Whether an adverbial clause happens within hours of what it stands by."""
    if tree.dep(clause) != "advcl":
        return False
    if tree.lemma(clause) in date_lemmas("marking"):
        return True
    words = tree.kids(clause, "mark", "advmod", "npadvmod")
    marks = {tree.lemma(k) for word in words for k in (word, *tree.kids(word, "npadvmod", "advmod"))}
    return bool(marks & word_set("meanwhile"))


def _announced(tree: Tree, reading: Reading) -> list[int]:
    """The words that tell what is announced, where the act is an announcement."""
    if acts()[reading.act or ""].manual not in ANNOUNCING or reading.act == reading.phrase.act:
        return []
    if reading.inner is None:
        return tree.subtree(min(reading.consumed, key=lambda k: sum(1 for _ in tree.ancestors(k))))
    top = reading.inner.trigger
    while tree.head(top) not in {top, reading.trigger}:
        top = tree.head(top)
    return tree.subtree(top)


def _within(tree: Tree, span: Span, words: list[int]) -> bool:
    return any(tree.words[k].start == span.start or span.start < tree.words[k].start < span.end for k in words)


def settled(
    modality: Modality, when: When, stated: list[When], day: date | None, *, source: str, span: Span
) -> Modality:
    """What happened long before publication, or is told as history, is background.

    Args:
        modality: How certainly the clause tells it.
        when: The event's date.
        stated: All dates of its sentence: where each is long past, so is what has no date of its own.
        day: Day of publication.
        source: The text (or title) that offsets index.
        span: The sentence.
    """
    if modality != "asserted":
        return modality
    own = when.value is not None or when.latest is not None
    dates = [when] if own else [w for w in stated if _is_context(w)]
    ages = [age for w in dates if (age := w.age(day)) is not None]
    if ages:
        return "historical" if min(ages) > BACKGROUND_DAYS else "asserted"
    if day is None and when.precision == "year":
        return "historical"
    told_as_history = any(f.entry == "history" for f in discourse_words().find(source, *span))
    return "historical" if told_as_history else "asserted"


def _is_context(when: When) -> bool:
    """Whether what has no date beside a date may be of that time: not beside a deadline, "since", "the May talks"."""
    return when.role == "at" or (when.role in {"after", "name"} and when.basis == "text")


def carried_on(when: When, standing: When | None) -> When:
    """The day that the sentence before spoke of, for an event that goes on telling without a date of its own."""
    if when.value is not None or when.span is not None or standing is None:
        return when
    return When(standing.value, standing.precision, "relative")


def last_day(stated: list[When], day: date | None) -> When | None:
    """The last of some dates that is a day of the week before publication: what a report goes on about."""
    days = [w for w in stated if w.precision == "day" and w.role == "at"]
    recent = [w for w in days if (age := w.age(day)) is not None and 0 <= age <= WEEK]
    return recent[-1] if recent else None
