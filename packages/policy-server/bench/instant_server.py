"""openpi's server loop with the instant policy: prints its port. Needs openpi-client and websockets.

After openpi@15a9616a src/openpi/serving/websocket_policy_server.py.
"""

import asyncio
import time

import numpy as np
import websockets.asyncio.server as server
from openpi_client import msgpack_numpy


async def handle(connection):
    packer = msgpack_numpy.Packer()
    await connection.send(packer.pack({}))
    previous = None
    while True:
        started = time.monotonic()
        try:
            observation = msgpack_numpy.unpackb(await connection.recv())
        except Exception:
            return
        asked = time.monotonic()
        state = observation["observation/state"]
        reply = {"actions": np.arange(10.0)[:, None] + state[None, :7], "policy_timing": {"infer_ms": 0.0}}
        reply["server_timing"] = {"infer_ms": (time.monotonic() - asked) * 1000}
        if previous is not None:
            reply["server_timing"]["prev_total_ms"] = previous * 1000
        await connection.send(packer.pack(reply))
        previous = time.monotonic() - started


async def main():
    async with server.serve(handle, "127.0.0.1", 0, compression=None, max_size=None) as running:
        print(running.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, input)


asyncio.run(main())
