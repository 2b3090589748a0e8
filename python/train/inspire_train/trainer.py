"""The training loop."""

import time
from contextlib import nullcontext
from dataclasses import asdict, replace

import numpy as np
import torch
from accelerate import Accelerator
from torch import Tensor, nn

from .batches import Batch, create_batch, split
from .cache import Arrays
from .checkpoint import copy_statistics, load_state, save_state, save_weights, write_json
from .errors import TrainError
from .grounder import Task
from .job import Job, identity_of
from .metrics import Clock, Log, count_by_role, held_memory, summarise
from .optimisation import Average, add_lora, create_optimiser, merge_lora, rate_at
from .sampling import frames_at, shifts_at
from .trainable import Trainable


def train(job: Job, accelerator: Accelerator) -> dict[str, float]:
    """Trains to the last step, from the last checkpoint where there is one; gives the last summary.

    Raises TrainError where a process would have no sequence.
    """
    if job.preset.batch < accelerator.num_processes:
        fix = "give --set batch at least the number of processes, or start fewer"
        raise TrainError(f"{job.preset.batch} sequences for {accelerator.num_processes} processes", "batch", fix)
    job.out.mkdir(parents=True, exist_ok=True)
    model = job.model if job.preset.rank is None else add_lora(job.model, job.preset.rank)
    run = Run(job, model, accelerator)
    run.resume()
    last = run.steps()
    run.finish()
    return last


class Run:
    """State of a running training."""

    def __init__(self, job: Job, model: nn.Module, accelerator: Accelerator):
        self.job = job
        self.accelerator = accelerator
        self.raw = model
        self.grounder = None if job.rehearsal is None else job.rehearsal.grounder
        self.model = Trainable(model, job.layout, self.grounder)
        self.wrapped, self.optimiser = accelerator.prepare(self.model, create_optimiser(self.model, job.preset))
        # Of weights that stand on the device by now.
        self.average = None if job.preset.average is None else Average(model, job.preset.average)
        self.step = 0
        self.log: Log | None = None
        self.counts = torch.zeros(len(job.dataset.roles), 3, dtype=torch.float64)
        self.rehearsed = 0.0
        self.reported = 0
        self.identity = identity_of(job, accelerator.num_processes)

    def resume(self) -> None:
        job, state = self.job, load_state(self.job.out)
        if state is not None:
            self.identity.check(state["identity"], job.out)
            if job.stop_after is not None and state["step"] > job.stop_after:
                raise TrainError(f"the run is at step {state['step']}", "--stop-after", "give a later step, or another --out")
            self.raw.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            if self.accelerator.scaler is not None and state.get("scaler") is not None:
                self.accelerator.scaler.load_state_dict(state["scaler"])
            if self.grounder is not None:
                self.grounder.head.load_state_dict(state["head"])
            self.step = state["step"]
            self.reported = state.get("reported", self.step)
            self.rehearsed = state.get("rehearsed", 0.0)
            if self.accelerator.is_main_process:  # They are summed over processes.
                self.counts = state.get("counts", self.counts)
            if self.average is not None:
                self.average.load(state["average"])
        # Nobody writes before everybody has read.
        self.accelerator.wait_for_everyone()
        if self.accelerator.is_main_process:
            if state is not None:
                # A kill may have come between the state and the weights.
                self.save_weights()
            copy_statistics(job.dataset.root / "meta", job.out)
            self.log = Log(job.out, self.step)
            facts = {"torch": torch.__version__, "processes": self.accelerator.num_processes}
            write_json(job.out / "run.json", {"identity": asdict(self.identity), **facts})

    def steps(self) -> dict[str, float]:
        job, end = self.job, self.job.preset.steps
        if job.stop_after is not None:
            end = min(end, job.stop_after)
        last, clock = {}, Clock()
        while self.step < end:
            self.counts += self.optimise()
            self.step += 1
            clock.steps += 1
            # Not at every stop: the lines are those of a run that nobody stopped.
            if self.step % job.log_every == 0 or self.step == job.preset.steps:
                costs = {"seconds": clock.seconds(), "memory": held_memory(self.accelerator.device)}
                rate = {"rate": rate_at(self.step - 1, job.preset)}
                last = self.report("train", self.counts, rate | costs | self.recall())
                self.counts, self.reported, clock = torch.zeros_like(self.counts), self.step, Clock()
            if job.validation is not None and (self.step % job.evaluate_every == 0 or self.step == job.preset.steps):
                began = time.perf_counter()
                self.report("validation", self.evaluate(job.validation), {})
                clock.began += time.perf_counter() - began
            if self.step % job.save_every == 0 or self.step == end:
                self.save()
        return last

    def optimise(self) -> Tensor:
        """One step; gives this process's counts by role."""
        job, preset = self.job, self.job.preset
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.step, preset)
        indices = frames_at(self.step, preset.batch, job.arrays.frames, job.seed)
        mine = slice(self.accelerator.process_index, None, self.accelerator.num_processes)
        moved = None
        if preset.shift > 0:
            moved = shifts_at(self.step, preset.batch, job.arrays.pictures.shape[1], preset.shift, job.seed)[mine]
        batch = create_batch(job.arrays, indices[mine], job.layout, job.table, moved)
        # The mean over the learnt tokens of all processes; gradients are averaged over processes.
        tokens = self.accelerator.reduce(batch.loss.sum().to(self.accelerator.device), "sum").clamp(min=1)
        weight = self.rehearsal_weight(batch, tokens)
        counts = torch.zeros(len(job.dataset.roles), 3, dtype=torch.float64)
        parts = list(split(batch, job.layout, preset.part))
        for part in parts:
            here = part.to(self.accelerator.device)
            # Processes meet at the last part alone: they may have different numbers of parts.
            with nullcontext() if part is parts[-1] else self.accelerator.no_sync(self.wrapped):
                logits, rehearsed = self.wrapped(here, self.task() if part is parts[-1] else None)
                loss, counted = count_by_role(logits, here.rows, here.loss, here.role, len(counts))
                self.accelerator.backward(loss * self.accelerator.num_processes / tokens + weight * rehearsed)
                self.rehearsed += rehearsed if isinstance(rehearsed, float) else rehearsed.item()
            counts += counted.cpu()
        self.accelerator.clip_grad_norm_(self.model.parameters(), preset.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        if self.average is not None:
            self.average.update(self.raw)
        return counts

    def rehearsal_weight(self, batch: Batch, tokens: Tensor) -> float | Tensor:
        """Of the rehearsal's loss in a step of so many learnt ids; see presets.py."""
        preset = self.job.preset
        if self.job.rehearsal is None or preset.rehearsal_action_weight == 0:
            return preset.rehearsal_weight
        is_action = batch.role == self.job.dataset.roles.index("action")
        actions = self.accelerator.reduce(batch.loss[is_action].sum().to(tokens.device), "sum")
        return preset.rehearsal_weight + preset.rehearsal_action_weight * actions / tokens

    def recall(self) -> dict[str, float]:
        """The loss of what was rehearsed since it was last asked for, a mean over the steps."""
        if self.job.rehearsal is None:
            return {}
        loss = self.over_processes(self.rehearsed) / max(1, self.step - self.reported)
        self.rehearsed = 0.0
        return {"rehearsal/loss": loss}

    def over_processes(self, value: float) -> float:
        """Mean of what each process has."""
        return float(self.reduced(torch.tensor(value, dtype=torch.float64), "mean"))

    def reduced(self, value: Tensor, how: str) -> Tensor:
        """Over processes, on the CPU. One process alone sends nothing to its device: not every one has float64."""
        if self.accelerator.num_processes == 1:
            return value
        return self.accelerator.reduce(value.to(self.accelerator.device), how).cpu()

    def task(self) -> Task | None:
        """What this process rehearses in this step."""
        job = self.job
        if job.rehearsal is None:
            return None
        task = job.rehearsal.draw(self.step, job.preset.rehearsed, job.seed, self.accelerator.process_index)
        return replace(task, pixels=task.pixels.to(self.accelerator.device))

    def evaluate(self, arrays: Arrays) -> Tensor:
        """Counts by role of the weights that are saved."""
        with nullcontext() if self.average is None else self.average.lent_to(self.raw):
            return self.count(arrays)

    @torch.no_grad()
    def count(self, arrays: Arrays, limit: int = 2_048) -> Tensor:
        """Counts by role over evenly spaced frames, this process's share of them."""
        job = self.job
        chosen = np.unique(np.linspace(0, arrays.frames - 1, min(limit, arrays.frames)).astype(np.int64))
        mine = chosen[self.accelerator.process_index :: self.accelerator.num_processes]
        counts = torch.zeros(len(job.dataset.roles), 3, dtype=torch.float64)
        self.raw.eval()
        for start in range(0, len(mine), job.preset.batch):
            batch = create_batch(arrays, mine[start : start + job.preset.batch], job.layout, job.table)
            for part in split(batch, job.layout, job.preset.part):
                here = part.to(self.accelerator.device)
                with self.accelerator.autocast():
                    logits, _ = self.model(here)
                counts += count_by_role(logits, here.rows, here.loss, here.role, len(counts))[1].cpu()
        self.raw.train()
        return counts

    def report(self, part: str, counts: Tensor, more: dict[str, float]) -> dict[str, float]:
        summary = summarise(self.reduced(counts, "sum"), self.job.dataset.roles) | more
        if self.log is not None:
            self.log.write(self.step, part, summary)
            print(f"step {self.step} {part} " + " ".join(f"{k} {v:.4g}" for k, v in summary.items()), flush=True)
        return summary

    def save(self) -> None:
        counts = self.reduced(self.counts, "sum")
        rehearsed = self.over_processes(self.rehearsed)
        if not self.accelerator.is_main_process:
            return
        average = None if self.average is None else self.average.weights
        state = {"model": self.raw.state_dict(), "optimiser": self.optimiser.state_dict(), "average": average}
        if self.accelerator.scaler is not None:
            state["scaler"] = self.accelerator.scaler.state_dict()
        if self.grounder is not None:
            state["head"] = self.grounder.head.state_dict()
        sums = {"counts": counts, "rehearsed": rehearsed, "reported": self.reported}
        save_state(self.job.out, self.step, {"identity": asdict(self.identity), **state, **sums})
        self.save_weights()

    def save_weights(self) -> None:
        weights = self.raw.state_dict() if self.average is None else self.average.weights
        save_weights(self.job.out, merge_lora(weights), self.job.kept, {**self.job.description, "step": self.step})

    def finish(self) -> None:
        if self.log is not None:
            self.log.close()
        self.accelerator.wait_for_everyone()
