"""Finding and checking the parser model, and loading it by folder so that its package's own code never runs."""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ModelError
from detente.knowledge.models import ParserModel, parser_models

if TYPE_CHECKING:
    from spacy.language import Language

# An official model that a user installed on purpose is better or newer than the pinned one.
OFFICIAL = ("en_core_web_lg", "en_core_web_md")


@cache
def load_parser() -> tuple[Language, str]:
    """Load the parser once a process.

    Returns:
        The spaCy pipeline and its name with version, as it stands in ``coded_by.model``.

    Raises:
        ModelError: When no model is installed, or a file of the pinned one is not what it should be.
    """
    import spacy  # noqa: PLC0415 - importing spaCy takes a second, which `--help` must not pay

    for package in OFFICIAL:
        if importlib.util.find_spec(package) is not None:
            nlp = spacy.load(package)
            return nlp, f"{package}-{nlp.meta['version']}"
    for name, model in parser_models().items():
        folder = _folder(model)
        if folder is not None:
            _check(name, model, folder)
            with warnings.catch_warnings():
                # W095: the model was trained under 3.7; its coding is measured under the pinned spaCy.
                warnings.filterwarnings("ignore", message=r".*W095.*")
                return spacy.load(folder), model.name
    raise ModelError(
        f"no parser model is installed; install the pinned one: pip install {next(iter(parser_models()))}"
        f"=={next(iter(parser_models().values())).version}"
    )


def _folder(model: ParserModel) -> Path | None:
    spec = importlib.util.find_spec(model.module)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / model.folder


def _check(name: str, model: ParserModel, folder: Path) -> None:
    for file, expected in model.files.items():
        path = folder / file
        if not path.is_file():
            raise ModelError(f"{name}: the file {file} is missing; reinstall {name}=={model.version}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelError(
                f"{name}: the file {file} is not the one that was pinned (SHA-256 differs); "
                f"reinstall {name}=={model.version} from the lock file"
            )
