"""The observations of direct-actions.mjs, in Python."""

import numpy as np

INSTRUCTIONS = ["put the bowl on the plate", "open the top drawer of the cabinet", "turn on the stove"]


def observe(seed: int, side: int) -> dict:
    index = np.arange(side * side * 3)

    def picture(offset: int) -> np.ndarray:
        return ((index * 7 + seed * 13 + offset) % 256).astype(np.uint8).reshape(side, side, 3)

    state = np.array([((seed * 31 + place * 17) % 200 - 100) / 100 for place in range(8)])
    return {
        "observation/image": picture(0),
        "observation/wrist_image": picture(91),
        "observation/state": state,
        "prompt": INSTRUCTIONS[seed // 20 % 3],
    }
