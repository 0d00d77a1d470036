"""Train the tagger; resumes from the last epoch that was kept.

python -m training.train OUT --train FILE --dev FILE [--layers 0,2,5] [--epochs N]
    [--teacher FILE --plain FILE --beside N] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from reportedly.claims.attribution.links import RELATIONS, gaps
from reportedly.models.windows import Windows
from training import examples as ex
from training import network as net
from training.evaluate import evaluate

_WEIGHTS = {"role": 1.0, "link": 1.0, "tag": 0.15, "dep": 0.15, "arc": 0.3, "ent": 0.15, "soft": 1.0}
"""What each head's error counts."""


def windows() -> Windows:
    """The cutter of windows, with the encoder's pieces."""
    tokenizer = Tokenizer.from_file(str(net.minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Windows(tokenizer)


def losses(
    model: net.Network, batch: list[ex.Example], soft: dict[tuple[str, int], Tensor], *, blur: float
) -> dict[str, Tensor]:
    """The error of each head on a batch."""
    given = ex.inputs(batch, blur=blur)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(**given)
    out = {name: value.float() for name, value in out.items()}
    found = {}
    for name in ("tag", "dep", "ent"):
        wanted = ex.padded([getattr(e, name) for e in batch], ex.IGNORED)
        found[name] = functional.cross_entropy(out[name].flatten(0, 1), wanted.flatten(), ignore_index=ex.IGNORED)
    heads = ex.padded([e.head for e in batch], ex.IGNORED)
    found["arc"] = functional.cross_entropy(out["arc"].flatten(0, 1), heads.flatten(), ignore_index=ex.IGNORED)
    if any(e.role is not None for e in batch):
        roles = ex.padded([e.role if e.role is not None else [ex.IGNORED] * len(e.tag) for e in batch], ex.IGNORED)
        found["role"] = functional.cross_entropy(out["role"].flatten(0, 1), roles.flatten(), ignore_index=ex.IGNORED)
    if soft:
        terms = [
            functional.kl_div(
                out["role"][i, : len(e.tag)].log_softmax(-1),
                soft[e.key].float().log_softmax(-1),
                log_target=True,
                reduction="none",
            ).sum(-1)
            for i, e in enumerate(batch)
            if e.key in soft and len(soft[e.key]) == len(e.tag)
        ]
        if terms:
            found["soft"] = torch.cat(terms).mean()
    terms = []
    for i, e in enumerate(batch):
        if e.links:
            terms += _link_losses(model, e, out["link_from"][i], out["link_to"][i])
    if terms:
        found["link"] = torch.stack(terms).mean()
    return found


def _link_losses(model: net.Network, e: ex.Example, out_from: Tensor, out_to: Tensor) -> list[Tensor]:
    first, last = np.array([s for s, _, _ in e.parts]), np.array([t for _, t, _ in e.parts])
    starts, ends = torch.from_numpy(first), torch.from_numpy(last)
    near = torch.from_numpy(gaps(first, last, np.array(e.paragraph)[first]))
    anchors = {b for _, b, r in e.links if r in ("content", "cue")} | {a for a, _, r in e.links if r == "source"}
    terms = []
    for at, relation in enumerate(net.RELATIONS):
        role_from, role_to = RELATIONS[at]
        wanted = {a: b for a, b, r in e.links if r == relation}
        rows = [i for i, (_, _, role) in enumerate(e.parts) if role == role_from and (
            i in wanted or relation in ("cue", "source part") or (relation == "source" and i in anchors))]  # fmt: skip
        columns = [i for i, (_, _, role) in enumerate(e.parts) if role == role_to]
        if not rows or not columns:
            continue
        scores = model.link_scores(at, out_from, out_to, starts, ends, near)
        allowed = torch.full((len(e.parts) + 1,), -1e4)
        allowed[[*columns, -1]] = 0.0
        scores = scores + allowed
        scores[torch.arange(len(e.parts)), torch.arange(len(e.parts))] = -1e4
        goal = torch.tensor([wanted.get(i, len(e.parts)) for i in rows])
        terms.append(functional.cross_entropy(scores[rows], goal))
    return terms


def main() -> None:
    """Read the options, train, keep the last weights and the score on dev."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--layers", type=lambda text: [int(n) for n in text.split(",")])
    parser.add_argument("--init", type=Path, help="begin with the weights of this run")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--size", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="what training.teach wrote")
    parser.add_argument("--plain", type=Path, help="unmarked articles, for distilling")
    parser.add_argument("--beside", type=int, default=0, help="unmarked articles an epoch")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    random.seed(options.seed)

    articles, dev = ex.load(options.train), ex.load(options.dev)
    plain = ex.load(options.plain) if options.plain else []
    labels = ex.labels_of(articles)
    cut = windows()
    soft: dict[tuple[str, int], Tensor] = {}
    for path in options.teacher:
        soft |= torch.load(path, weights_only=False)
    model = net.build(options.layers, labels, options.dropout)
    if options.init:
        model.load_state_dict(net.load(options.init / "network.pt").state_dict())
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "options.json").write_text(json.dumps({k: str(v) for k, v in vars(options).items()}, indent=1))
    print(net.describe(model), flush=True)

    every = [w for a in articles for w in ex.examples(a, labels, cut)]
    steps_an_epoch = len(every) // options.size + 1
    if options.beside:
        few = [w for a in plain[:200] for w in ex.examples(a, labels, cut, annotator=None)]
        steps_an_epoch = int(steps_an_epoch + options.beside * len(few) / 200 / options.size)
    total = steps_an_epoch * options.epochs
    model.encoder.words.weight.requires_grad_(requires_grad=False)  # shared by all models that the package ships
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.") or "features" in name]
    body = [
        p
        for name, p in model.named_parameters()
        if name.startswith("encoder.") and "features" not in name and p.requires_grad
    ]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    warm = 0.1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / (warm * total), max(0.02, (total - s) / ((1 - warm) * total)))
    )
    begun, last = 0, options.out / "last.pt"
    if last.exists():
        kept = torch.load(last, weights_only=False)
        model.load_state_dict(kept["weights"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        begun = kept["epoch"] + 1
        chance.setstate(kept["chance"])

    for epoch in range(begun, options.epochs):
        model.train()
        seen = _epoch(articles, plain, labels, cut, chance, options.beside)
        sums: dict[str, float] = {}
        started = time.time()
        for step, batch in enumerate(ex.batches(seen, options.size, chance)):
            found = losses(model, batch, soft, blur=0.08)
            loss = sum(_WEIGHTS[name] * value for name, value in found.items())
            loss.backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            for name, value in found.items():
                sums[name] = 0.98 * sums.get(name, float(value.detach())) + 0.02 * float(value.detach())
            if step % 50 == 0:
                text = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
                print(f"epoch {epoch} step {step} {time.time() - started:.0f} s: {text}", file=sys.stderr, flush=True)
        kept: dict[str, Any] = {"weights": model.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(kept | {"schedule": schedule.state_dict(), "epoch": epoch, "chance": chance.getstate()}, last)
        net.save(model, options.out / "network.pt")
        if epoch % 2 == 1 or epoch == options.epochs - 1:
            print(f"epoch {epoch}: {json.dumps(evaluate(model, dev, labels, cut))}", flush=True)


def _epoch(
    articles: list[dict[str, Any]],
    plain: list[dict[str, Any]],
    labels: dict[str, list[str]],
    cut: Windows,
    chance: random.Random,
    beside: int,
) -> list[ex.Example]:
    """Every marked article, by an annotator drawn by chance, with some unmarked ones."""
    found = []
    for article in articles:
        annotator = chance.randrange(len(article["marks"]))
        marks = chance.random() < 0.1
        found += ex.examples(article, labels, cut, annotator=annotator, plain_marks=marks)
    for article in chance.sample(plain, min(beside, len(plain))):
        found += ex.examples(article, labels, cut, annotator=None)
    return found


if __name__ == "__main__":
    main()
