"""The order of the stages: read, parse, code, store, relate, brief.

Each function is one use of detente from end to end; stages never call one another.
"""

from detente.pipeline.articles import Ingested, code, explain, ingest
from detente.pipeline.briefs import Written, brief_of_dyad, brief_of_input, rendered
from detente.pipeline.demo import Demo, demo, demo_corpus
from detente.pipeline.evaluation import below_floors, evaluated, gold_file, perturbed
from detente.pipeline.probes import (
    Classification,
    LocatedName,
    LocatedText,
    Mentioned,
    Resolution,
    classify,
    locate,
    mentions,
    resolve,
)
from detente.pipeline.progress import OnProgress, OnRefusal
from detente.pipeline.relations import signals_of_lake, signals_of_table, timeline_of_lake
from detente.pipeline.tables import CheckedOntology, Known, check_ontology, known

__all__ = [
    "CheckedOntology",
    "Classification",
    "Demo",
    "Ingested",
    "Known",
    "LocatedName",
    "LocatedText",
    "Mentioned",
    "OnProgress",
    "OnRefusal",
    "Resolution",
    "Written",
    "below_floors",
    "brief_of_dyad",
    "brief_of_input",
    "check_ontology",
    "classify",
    "code",
    "demo",
    "demo_corpus",
    "evaluated",
    "explain",
    "gold_file",
    "ingest",
    "known",
    "locate",
    "mentions",
    "perturbed",
    "rendered",
    "resolve",
    "signals_of_lake",
    "signals_of_table",
    "timeline_of_lake",
]
