"""A benchmark for vla-eval: a point on a table that the actions move, seen by two cameras. No physics, no assets."""

import numpy as np
from vla_eval.benchmarks.base import StepBenchmark, StepResult
from vla_eval.specs import GRIPPER_CLOSE_POS, IMAGE_RGB, LANGUAGE, POSITION_DELTA, ROTATION_AA, STATE_EEF_POS_AA_GRIP

STEPS = 30


class GridBenchmark(StepBenchmark):
    """An episode is a success where every one of its actions was whole."""

    render_backends = frozenset({"cpu", "gpu"})

    @classmethod
    def configure_render(cls, mode):
        return {}

    def get_tasks(self):
        return [{"name": "put the black bowl on the plate"}, {"name": "open the top drawer of the cabinet"}]

    def reset(self, task):
        self.step_count, self.broken, self.place = 0, 0, np.zeros(3)

    def step(self, action):
        values = np.asarray(action.get("actions"), dtype=np.float64)
        self.broken += values.shape != (7,) or not np.isfinite(values).all()
        self.place = np.clip(self.place + values[:3] / 20, -1, 1)
        self.step_count += 1
        return StepResult(obs=None, reward=0.0, done=self.step_count >= STEPS, info={})

    def make_obs(self, raw, task):
        def picture(shift):
            image = np.full((256, 256, 3), 90 + shift, np.uint8)
            row, column = ((self.place[:2] + 1) * 120).astype(int)
            image[row : row + 16, column : column + 16] = (220, 40, 30)
            return image

        state = np.concatenate([self.place, np.zeros(3), [0.04, -0.04]])
        images = {"agentview": picture(0), "wrist": picture(40)}
        return {"images": images, "task_description": task["name"], "states": state}

    def check_done(self, result):
        return result.done

    def get_step_result(self, result):
        return {"success": result.done and self.broken == 0}

    def get_metadata(self):
        return {"max_steps": STEPS + 5}

    def get_action_spec(self):
        return {"position": POSITION_DELTA, "rotation": ROTATION_AA, "gripper": GRIPPER_CLOSE_POS}

    def get_observation_spec(self):
        return {"agentview": IMAGE_RGB, "wrist": IMAGE_RGB, "language": LANGUAGE, "state": STATE_EEF_POS_AA_GRIP}
