"""To be imported before onnxruntime, which from 1.29 on reports to Microsoft by default, and reads this once."""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
