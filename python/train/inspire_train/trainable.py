"""What is trained, as one module."""

from torch import Tensor, nn

from .batches import Batch, Layout, forward
from .grounder import Grounder, Task


class Trainable(nn.Module):
    """Gives wrappers of many processes one `forward` to wrap."""

    def __init__(self, model: nn.Module, layout: Layout, grounder: Grounder | None):
        super().__init__()
        self.inner = model
        self.layout = layout
        self.grounder = grounder

    def forward(self, batch: Batch, task: Task | None = None) -> tuple[Tensor, Tensor | float]:
        """Logits, and the loss of what is rehearsed."""
        logits = forward(self.inner, batch, self.layout)
        return logits, 0.0 if self.grounder is None or task is None else self.grounder.loss(task)[0]
