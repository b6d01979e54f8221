"""Gradients of one batch, computed by several threads that each take a part of its rows."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from reasoning.seedling.batches import IGNORED, Batch
from reasoning.seedling.model import Seedling


class Gradients:
    """Adds up a batch's gradients in `model`.

    Every thread has a replica with the same weights and gradients of its own, and meets the others once a batch. On
    a shared machine that is faster than threads inside each operation, which meet a thousand times a batch.
    """

    def __init__(
        self, model: Seedling, threads: int, device: str, *, bf16: bool, compiled: bool = False
    ) -> None:
        self._device = device
        self._bf16 = bf16
        self._loss = chosen_loss
        if compiled:
            self._loss = torch.compile(summed_loss, dynamic=True)
            for layer in model.model.layers:
                layer.compile(dynamic=True)  # one layer's code serves all of them
        self._replicas = [model, *(deepcopy(model) for _ in range(threads - 1))]
        for replica in self._replicas[1:]:
            for copied, parameter in zip(replica.parameters(), model.parameters(), strict=True):
                copied.data = parameter.data  # one storage: the optimisers change it in place
        self._pool = ThreadPoolExecutor(threads)

    def add(self, batch: Batch) -> Tensor:
        """The mean loss over the batch, still on the device; its gradients are added to those of the model."""
        bearing = int((batch.labels != IGNORED).sum())
        count = len(self._replicas)
        jobs = [
            self._pool.submit(self._part, replica, batch, slice(at, None, count), bearing)
            for at, replica in enumerate(self._replicas)
        ]
        loss = torch.stack([job.result() for job in jobs]).sum()
        for replica in self._replicas[1:]:
            for copied, parameter in zip(replica.parameters(), self._replicas[0].parameters(), strict=True):
                if copied.grad is not None:
                    parameter.grad = copied.grad if parameter.grad is None else parameter.grad + copied.grad
                    copied.grad = None
        return loss

    def _part(self, replica: Seedling, batch: Batch, rows: slice, bearing: int) -> Tensor:
        if not len(batch.labels[rows]):
            return torch.zeros((), device=self._device)
        labels, inputs = self._moved(batch.labels[rows]), self._moved(batch.inputs[rows])
        with torch.autocast(self._device, torch.bfloat16, enabled=self._bf16):
            loss = self._loss(replica.hidden(inputs.int()), replica.model.embed_tokens.weight, labels.long())
        loss = loss / bearing
        loss.backward()
        return loss.detach()

    def _moved(self, array: NDArray[np.int16]) -> Tensor:
        """The array on the device. From pinned memory, so that nobody waits for what the device still does."""
        tensor = torch.from_numpy(array)
        if self._device == "cuda":
            tensor = tensor.pin_memory()
        return tensor.to(self._device, non_blocking=True)


def summed_loss(hidden: Tensor, embeddings: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy added up over the labels that are not IGNORED."""
    scores = F.linear(hidden, embeddings).float()
    return F.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum")


def chosen_loss(hidden: Tensor, embeddings: Tensor, labels: Tensor) -> Tensor:
    """The same, scoring no other position: less work, but of no fixed shape."""
    chosen = labels != IGNORED
    return F.cross_entropy(F.linear(hidden[chosen], embeddings).float(), labels[chosen], reduction="sum")
