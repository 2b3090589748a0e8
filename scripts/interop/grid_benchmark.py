"""A benchmark for vla-eval: a point on a table that the actions move, seen by one or two cameras. No physics, no assets.

It sends what LIBERO sends, or SimplerEnv, or CALVIN: the same keys, sizes and declared formats, by vla-eval 0.8.0.
"""

import numpy as np
from vla_eval.benchmarks.base import StepBenchmark, StepResult
from vla_eval.specs import (
    GRIPPER_CLOSE_NEG,
    GRIPPER_CLOSE_POS,
    IMAGE_RGB,
    LANGUAGE,
    POSITION_DELTA,
    RAW,
    ROTATION_AA,
    ROTATION_EULER,
    STATE_EEF_POS_AA_GRIP,
    STATE_EEF_POS_EULER_GRIP,
)

STEPS = 30

# Cameras with height and width, and the declared formats of state, rotation and gripper.
LIKE = {
    "libero": ({"agentview": (256, 256), "wrist": (256, 256)}, STATE_EEF_POS_AA_GRIP, ROTATION_AA, GRIPPER_CLOSE_POS),
    "simpler": ({"primary": (480, 640)}, RAW, ROTATION_EULER, GRIPPER_CLOSE_POS),
    "calvin": ({"rgb_static": (200, 200), "rgb_gripper": (84, 84)}, STATE_EEF_POS_EULER_GRIP, ROTATION_EULER, GRIPPER_CLOSE_NEG),
}


class GridBenchmark(StepBenchmark):
    """An episode is a success where every one of its actions was whole."""

    render_backends = frozenset({"cpu", "gpu"})

    def __init__(self, like="libero", send_wrist_image=True, send_state=True):
        super().__init__()
        self.like = like
        self.cameras, self.state, self.rotation, self.gripper = LIKE[like]

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
        def picture(shift, height, width):
            image = np.full((height, width, 3), 90 + shift, np.uint8)
            row, column = ((self.place[:2] + 1) / 2.2 * (height, width)).astype(int)
            image[row : row + 8, column : column + 8] = (220, 40, 30)
            return image

        images = {name: picture(40 * index, *size) for index, (name, size) in enumerate(self.cameras.items())}
        state = np.concatenate([self.place, np.zeros(3), [0.04, -0.04]]).astype(np.float32)
        observation = {"images": images, "task_description": task["name"], "states": state}
        # As CALVIN does between the subtasks of an episode.
        return {**observation, "episode_restart": True} if self.like == "calvin" and self.step_count == 15 else observation

    def check_done(self, result):
        return result.done

    def get_step_result(self, result):
        return {"success": result.done and self.broken == 0}

    def get_metadata(self):
        return {"max_steps": STEPS + 5}

    def get_action_spec(self):
        return {"position": POSITION_DELTA, "rotation": self.rotation, "gripper": self.gripper}

    def get_observation_spec(self):
        return {**dict.fromkeys(self.cameras, IMAGE_RGB), "language": LANGUAGE, "state": self.state}
