"""The pruned vocabulary: a small model keeps the token ids that can occur, under the backbone's own numbers."""

import json
from pathlib import Path

import numpy as np

from .cache import Arrays
from .errors import TrainError


def kept_ids(arrays: list[Arrays], lines: list[Path]) -> np.ndarray:
    """Sorted ids of the datasets, and of the `ids` of JSON Lines files as `inspire tokenize` writes them.

    Ids that no dataset has, such as the words of unseen instructions, must be given in such files: a model knows no
    others at inference.
    """
    found = [np.unique(data.ids[start : start + 65_536]) for data in arrays for start in range(0, data.frames, 65_536)]
    for path in lines:
        for number, line in enumerate(lines_of(path), 1):
            try:
                found.append(np.asarray(json.loads(line)["ids"], dtype=np.int32))
            except (ValueError, KeyError, TypeError) as error:
                fix = "give the output of `inspire tokenize`"
                raise TrainError(f"the line has no ids ({error})", f"{path}:{number}", fix) from error
    return np.unique(np.concatenate(found))


def lines_of(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except (OSError, ValueError) as error:
        raise TrainError(f"the lines cannot be read ({error})", str(path), "give the output of `inspire tokenize`") from error


def table_of(kept: np.ndarray) -> np.ndarray:
    """Row of each id, -1 for those that are not kept."""
    table = np.full(int(kept[-1]) + 1, -1, dtype=np.int64)
    table[kept] = np.arange(len(kept))
    return table


def rows_of(table: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Rows of ids; raises TrainError for one that is not kept."""
    rows = np.where(ids < len(table), table[np.minimum(ids, len(table) - 1)], -1)
    if rows.min(initial=0) < 0:
        missing = sorted({int(value) for value in ids[rows < 0]})[:5]
        raise TrainError(f"the model does not keep the ids {missing}", "--also", "name files with them when training")
    return rows
