"""Gold, figures, floors: how well the coding does, and where it fails."""

from detente.evaluate.actors import ActorAnswer, judge_actors
from detente.evaluate.answers import Answer, judge_answers
from detente.evaluate.asked import ActorQuestion
from detente.evaluate.bootstrap import checked_resamples
from detente.evaluate.consistency import articles, changes, consistency
from detente.evaluate.floors import shortfalls
from detente.evaluate.gold import Gold, GoldKind
from detente.evaluate.html import render_html
from detente.evaluate.judge import judge
from detente.evaluate.mentions import MentionAnswer, judge_mentions
from detente.evaluate.read_gold import read_gold
from detente.evaluate.report import PerturbationReport, Report, Shortfall
from detente.evaluate.text import show_report
from detente.evaluate.toponyms import ToponymAnswer, judge_toponyms

__all__ = [
    "ActorAnswer",
    "ActorQuestion",
    "Answer",
    "Gold",
    "GoldKind",
    "MentionAnswer",
    "PerturbationReport",
    "Report",
    "Shortfall",
    "ToponymAnswer",
    "articles",
    "changes",
    "checked_resamples",
    "consistency",
    "judge",
    "judge_actors",
    "judge_answers",
    "judge_mentions",
    "judge_toponyms",
    "read_gold",
    "render_html",
    "shortfalls",
    "show_report",
]
