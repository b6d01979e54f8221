"""Gradients of one batch, computed by several threads that each take a part of its rows."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import torch
from torch.nn import functional as F

from reasoning.seedling.batches import IGNORED, Batch
from reasoning.seedling.model import Seedling


class Gradients:
    """Adds up a batch's gradients in `model`.

    Every thread has a replica with the same weights and gradients of its own, and meets the others once a batch. On
    a shared machine that is faster than threads inside each operation, which meet a thousand times a batch.
    """

    def __init__(self, model: Seedling, threads: int, device: str) -> None:
        self._device = device
        self._replicas = [model, *(deepcopy(model) for _ in range(threads - 1))]
        for replica in self._replicas[1:]:
            for copied, parameter in zip(replica.parameters(), model.parameters(), strict=True):
                copied.data = parameter.data  # one storage: the optimisers change it in place
        self._pool = ThreadPoolExecutor(threads)

    def add(self, batch: Batch) -> float:
        """The mean loss over the batch; its gradients are added to those of the model."""
        bearing = int((batch.labels != IGNORED).sum())
        count = len(self._replicas)
        jobs = [
            self._pool.submit(self._part, replica, batch, slice(at, None, count), bearing)
            for at, replica in enumerate(self._replicas)
        ]
        loss = sum(job.result() for job in jobs)
        for replica in self._replicas[1:]:
            for copied, parameter in zip(replica.parameters(), self._replicas[0].parameters(), strict=True):
                if copied.grad is not None:
                    parameter.grad = copied.grad if parameter.grad is None else parameter.grad + copied.grad
                    copied.grad = None
        return loss

    def _part(self, replica: Seedling, batch: Batch, rows: slice, bearing: int) -> float:
        labels = torch.from_numpy(batch.labels[rows]).to(self._device)
        if not len(labels):
            return 0.0
        inputs = torch.from_numpy(batch.inputs[rows]).to(self._device)
        with torch.autocast(self._device, torch.bfloat16, enabled=self._device == "cuda"):
            chosen = labels != IGNORED
            scores = replica.logits(replica.hidden(inputs)[chosen]).float()
            loss = F.cross_entropy(scores, labels[chosen], reduction="sum") / bearing
        loss.backward()
        return loss.item()
