"""detente reads news and says, with evidence, how states treat one another."""

__version__ = "0.1.0"
