"""The Muon optimiser for weight matrices (Jordan et al. 2024): momentum, made orthogonal, then applied."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor

MOMENTUM = 0.95
ITERATIONS = 4
# Quintic Newton-Schulz coefficients from the Muon write-up: fast rather than exact convergence to orthogonal.
A, B, C = 3.4445, -4.7750, 2.0315


def orthogonal(matrices: Tensor, *, bf16: bool = False) -> Tensor:
    """Nearly orthogonal versions of stacked matrices (count, rows, columns), by Newton-Schulz iteration.

    With `bf16` the iteration is quicker and rougher, which does not matter here, says the write-up.
    """
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x.bfloat16() if bf16 else x
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        square = x @ x.mT
        x = A * x + (B * square + C * square @ square) @ x
    out: Tensor = x.mT if tall else x
    return out.to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """Muon with Nesterov momentum; matrices of one shape are orthogonalised together, which is faster."""

    def __init__(
        self, matrices: Iterable[Tensor], lr: float, weight_decay: float = 0.0, *, bf16: bool = False
    ) -> None:
        self._bf16 = bf16
        super().__init__(matrices, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            same: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for matrix in group["params"]:
                if matrix.grad is not None:
                    same[matrix.shape].append(matrix)
            for shape, matrices in same.items():
                updates = orthogonal(torch.stack(self._momenta(matrices)), bf16=self._bf16)
                scale = max(1.0, shape[0] / shape[1]) ** 0.5
                # All at once: on a GPU the time goes into starting many small operations.
                torch._foreach_mul_(matrices, 1 - group["lr"] * group["weight_decay"])
                torch._foreach_add_(matrices, list(updates), alpha=-group["lr"] * scale)

    def _momenta(self, matrices: list[Tensor]) -> list[Tensor]:
        """The gradients, led by their moving mean (Nesterov)."""
        gradients = [matrix.grad for matrix in matrices if matrix.grad is not None]
        for matrix, gradient in zip(matrices, gradients, strict=True):
            if "momentum" not in self.state[matrix]:
                self.state[matrix]["momentum"] = torch.zeros_like(gradient)
        means = [self.state[matrix]["momentum"] for matrix in matrices]
        torch._foreach_lerp_(means, gradients, 1 - MOMENTUM)
        return list(torch._foreach_lerp(gradients, means, MOMENTUM))
