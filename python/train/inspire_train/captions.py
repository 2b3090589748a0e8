"""Captions of scenes, put together from phrases."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import TrainError
from .vocabulary import lines_of, rows_of

# Phrases in a caption at most, and how many of them may name what is not there.
MOST, ABSENT = 5, 1


@dataclass(frozen=True)
class Sentences:
    """Rows of the pruned vocabulary: what stands before the first phrase, and the phrase of each class."""

    opening: np.ndarray
    phrases: list[np.ndarray]


def read_sentences(path: Path, table: np.ndarray) -> Sentences:
    """Raises TrainError where the sentences do not differ in a phrase alone."""
    lines = [rows_of(table, np.asarray(json.loads(line)["ids"])) for line in lines_of(path)]
    # The article belongs to the phrase, so that every phrase of a caption has one.
    start = shared(lines) - 1
    end = shared([line[::-1] for line in lines])
    phrases = [line[start : len(line) - end] for line in lines]
    if start < 1 or min(map(len, phrases)) < 2:
        fix = "give one sentence per class, the same but for the phrase"
        raise TrainError("the sentences share no opening and article", str(path), fix)
    return Sentences(lines[0][:start], phrases)


def shared(lines: list[np.ndarray]) -> int:
    """Length of what all begin with."""
    shortest = min(map(len, lines))
    same = np.all([line[:shortest] == lines[0][:shortest] for line in lines], axis=0)
    return shortest if same.all() else int(same.argmin())


@dataclass(frozen=True)
class Captions:
    """Captions of some frames: rows [batch, length], and for each phrase its frame, class and last token."""

    rows: np.ndarray
    frames: np.ndarray
    classes: np.ndarray
    ends: np.ndarray


def write_captions(there: list[np.ndarray], sentences: Sentences, random: np.random.Generator) -> Captions:
    """there: classes, from 0 on, that each frame shows."""
    texts, told = [], []
    for frame, present in enumerate(there):
        others = np.setdiff1d(np.arange(len(sentences.phrases)), present)
        named = np.concatenate([random.permutation(present)[: MOST - ABSENT], random.permutation(others)[:ABSENT]])
        text = list(sentences.opening)
        for kind in random.permutation(named):
            text.extend(sentences.phrases[kind])
            told.append((frame, kind, len(text) - 1))
        texts.append(text)
    rows = np.zeros((len(texts), max(map(len, texts))), np.int64)
    for row, text in zip(rows, texts):
        row[: len(text)] = text
    return Captions(rows, *np.array(told).T)
