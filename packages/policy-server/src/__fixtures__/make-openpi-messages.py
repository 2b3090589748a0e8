"""Writes openpi-messages.json: messages packed by openpi-client 0.1.2, in base64. Run: python make-openpi-messages.py (needs openpi-client, numpy)."""
import base64, json, pathlib
import numpy as np
from openpi_client import msgpack_numpy

ramp = (np.arange(4 * 5 * 3) * 4 % 256).astype(np.uint8).reshape(4, 5, 3)
messages = {
    "libero": {"observation/image": ramp, "observation/wrist_image": ramp[::-1].copy(), "observation/state": np.linspace(-1, 1, 8), "prompt": "lift the cup"},
    "reply": {"actions": np.linspace(-0.5, 0.5, 14).reshape(2, 7), "policy_timing": {"infer_ms": 1.5}, "server_timing": {"infer_ms": 2.25, "prev_total_ms": 3.125}},
    "types": {
        **{name: np.array([0, 1, 100], dtype=name) for name in ("bool", "u1", "i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f2", "<f4", "<f8", ">f4")},
        "empty": np.zeros((0, 7), np.float32), "zero_d": np.array(2.5), "text": np.array(["ab", "c"]), "bytes": np.array([b"x"]),
        "scalars": [np.float32(0.5), np.int64(-3), np.bool_(True), np.float64(2.5)], "plain": [None, True, 7, -7, 300, 70000, -70000, 0.1, "é" * 40, b"\x00\x01"],
    },
}
packed = {name: base64.b64encode(msgpack_numpy.packb(message)).decode() for name, message in messages.items()}
pathlib.Path(__file__).with_name("openpi-messages.json").write_text(json.dumps({"origin": "openpi-client 0.1.2, by make-openpi-messages.py", **packed}, indent=2) + "\n")
