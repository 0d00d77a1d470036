"""Regression trees, grown by us and run by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray


class Forest:
    """A forest whose trees add up to log odds.

    Raises:
        FileNotFoundError: there is no model at the path.
    """

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return int(self._session.get_inputs()[0].shape[1])

    def __call__(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """How likely each row is what the forest was grown for: 0 to 1."""
        odds: NDArray[np.float32] = self._session.run(None, {"rows": rows})[0][:, 0]
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)
