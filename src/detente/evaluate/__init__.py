"""Gold, figures, floors: how well the coding does, and where it fails."""

from detente.evaluate.answers import Answer, judge_answers
from detente.evaluate.bootstrap import checked_resamples
from detente.evaluate.consistency import articles, changes, consistency
from detente.evaluate.floors import shortfalls
from detente.evaluate.gold import Gold, GoldKind
from detente.evaluate.html import render_html
from detente.evaluate.judge import judge
from detente.evaluate.read_gold import read_gold
from detente.evaluate.report import PerturbationReport, Report, Shortfall
from detente.evaluate.text import show_report

__all__ = [
    "Answer",
    "Gold",
    "GoldKind",
    "PerturbationReport",
    "Report",
    "Shortfall",
    "articles",
    "changes",
    "checked_resamples",
    "consistency",
    "judge",
    "judge_answers",
    "read_gold",
    "render_html",
    "shortfalls",
    "show_report",
]
