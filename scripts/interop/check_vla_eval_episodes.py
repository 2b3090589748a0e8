"""vla-eval plays episodes of GridBenchmark against our server. usage: check_vla_eval_episodes.py URL EPISODES [libero|simpler|calvin]"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def main() -> int:
    url, episodes, like = sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "libero"
    with tempfile.TemporaryDirectory() as folder:
        benchmark = {
            "benchmark": "grid_benchmark:GridBenchmark",
            "mode": "sync",
            "episodes_per_task": episodes,
            "max_steps": 35,
            "params": {"like": like},
        }
        config = pathlib.Path(folder, "config.yaml")
        config.write_text(json.dumps({"server": {"url": url}, "output_dir": folder, "benchmarks": [benchmark]}))
        program = pathlib.Path(sys.executable).with_name("vla-eval")
        args = ["run", "--no-docker", "--yes", "--render", "cpu", "--config", str(config), "--output-dir", folder]
        environment = {**os.environ, "PYTHONPATH": str(HERE)}
        run = subprocess.run([program, *args], env=environment, capture_output=True, text=True, timeout=300)
        reports = [json.loads(file.read_text()) for file in pathlib.Path(folder).rglob("*.json")]
        played = [
            episode
            for report in reports
            if isinstance(report, dict)
            for task in report.get("tasks", [])
            for episode in task.get("episodes", [])
        ]
        whole = sum(bool(episode.get("metrics", episode).get("success")) for episode in played)
        print(f"vla-eval, as {like}: {whole} of {len(played)} episodes whole")
        if run.returncode == 0 and whole == len(played) == 2 * episodes:
            return 0
        print(run.stdout[-2000:], run.stderr[-4000:])
        return 1


if __name__ == "__main__":
    sys.exit(main())
