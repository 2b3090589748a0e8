"""A client as OpenVLA's documentation has it: requests and json_numpy.patch(). usage: check_openvla_client.py URL"""

import sys

import json_numpy
import numpy as np
import requests
from observation import observe

json_numpy.patch()


def main() -> int:
    for seed in range(20):
        seen = observe(seed, 64)
        payload = {"image": seen["observation/image"], "instruction": seen["prompt"], "unnorm_key": "miniature"}
        action = requests.post(sys.argv[1], json=payload, timeout=60).json()
        assert isinstance(action, np.ndarray), action
        assert action.shape == (7,) and action.dtype == np.float64 and np.isfinite(action).all(), action
        again = requests.post(sys.argv[1], json={"encoded": json_numpy.dumps(payload)}, timeout=60).json()
        assert np.array_equal(json_numpy.loads(again), action), again
    assert requests.post(sys.argv[1], json={"image": payload["image"]}, timeout=60).json() == "error"
    print("20 steps, single and double encoded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
