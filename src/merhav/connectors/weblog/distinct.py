"""Counting different people exactly, in eight bytes for each."""

from array import array

import numpy as np
from numpy.typing import NDArray

_FEW = 16_384


class Distinct:
    """How many different numbers of 63 bits it has been given."""

    def __init__(self) -> None:
        self._known: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._new = array("Q")

    def add(self, number: int) -> None:
        self._new.append(number)
        if len(self._new) >= max(_FEW, len(self._known) // 4):
            self._settle()

    def __len__(self) -> int:
        self._settle()
        return len(self._known)

    def _settle(self) -> None:
        if self._new:
            self._known = np.union1d(self._known, np.frombuffer(self._new, dtype=np.uint64))
            self._new = array("Q")
