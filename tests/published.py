"""Published data that calibration is checked against.

Section 6 (LSAT in ltm, LSAT6 in mirt) and section 7 (LSAT7 in mirt) of the Law School Admission Test: 1000
people each as frequencies of the 32 patterns (Bock and Lieberman, 1970, Psychometrika 35, 179-197).
"""

import numpy as np
from numpy.typing import NDArray

_PATTERNS = [f"{number:05b}" for number in range(32)]
_SECTION_6 = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
              10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]  # fmt: skip
_SECTION_7 = [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28,
              7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308]  # fmt: skip


def _people(frequencies: list[int]) -> NDArray[np.float64]:
    rows = [[float(answer) for answer in pattern] for pattern in _PATTERNS]
    return np.repeat(np.array(rows), frequencies, axis=0)


LSAT6, LSAT7 = _people(_SECTION_6), _people(_SECTION_7)
