"""openpi-client drives our server, step by step; actions must be those of a direct call.

usage: check_openpi_steps.py HOST PORT EXPECTED.bin STEPS SIDE
EXPECTED.bin: float64 [steps, horizon, 7] by direct-actions.mjs.
"""

import sys
import time

import numpy as np
from observation import observe
from openpi_client.action_chunk_broker import ActionChunkBroker
from openpi_client.websocket_client_policy import WebsocketClientPolicy


def main() -> int:
    host, port, expected, steps, side = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    wanted = np.fromfile(expected).reshape(steps, -1, 7)
    policy = WebsocketClientPolicy(host, port)
    differences, milliseconds, held = 0, [], 0
    for step in range(steps):
        started = time.perf_counter()
        reply = policy.infer(observe(step, side))
        milliseconds.append((time.perf_counter() - started) * 1000)
        differences += not np.array_equal(reply["actions"], wanted[step])
        held += reply["inspire"]["guesses"]["held"]
        assert len(reply["inspire"]["answers"]) == len(reply["inspire"]["probabilities"]) >= 1, reply["inspire"]
        assert ("prev_total_ms" in reply["server_timing"]) == (step > 0), reply["server_timing"]
    broker = ActionChunkBroker(policy, wanted.shape[1])
    for row in range(wanted.shape[1]):
        action = broker.infer(observe(0, side))["actions"]
        differences += not np.array_equal(action, wanted[0][row])
    print(f"{steps} steps, {differences} differ from a direct call, {held} guesses held, median {np.median(milliseconds):.1f} ms")
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
