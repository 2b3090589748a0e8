"""Records a scripted hand in LIBERO itself, in the layout of LIBERO's original files, with what the simulator knows.

    python scripts/record-libero.py SUITE TASK SEED DEMOS OUT       e.g. libero_90 35 1 4 recorded

TASK is a task's number in its suite. OUT/<task>_demo.hdf5 has states, actions and models (pictures are empty: 8 x 8);
OUT/<task>_truth.json has, of every frame's state put back into the simulator, who is held by LIBERO's own contacts
(robosuite's _check_grasp) and where every body is relative to the grip site, metres. The hand takes whatever objects and
handles chance gives it, well or badly, and carries, drops or draws them. See docs/libero-original.md for the result, and
docs/evaluate-on-libero.md for the environment that this needs; scripts/compare-libero-grasps.ts compares.
"""

import json
import os
import pathlib
import sys

import h5py
import numpy as np
import torch
from libero.libero import benchmark, get_libero_path
from libero.libero.envs.env_wrapper import ControlEnv

LONGEST = 500  # frames
RIMMED = ("bowl", "mug", "basket", "pan", "plate", "tray", "pot", "ramekin")  # taken by the rim


class Over(Exception):
    """The demonstration is long enough."""


class Hand:
    """Moves the gripper in steps of 20 Hz, and keeps what LIBERO's recorder keeps."""

    def __init__(self, env, random):
        self.env, self.random = env, random
        self.noise = random.choice([0, 0.05, 0.15])
        self.gripper = -1.0
        self.rows = {name: [] for name in ("states", "actions", "ee_states", "gripper_states", "joint_states")}

    def place(self):
        return self.env.sim.data.site_xpos[self.env.env.robots[0].eef_site_id].copy()

    def step(self, move, turn=0.0):
        action = np.array([*move, 0, 0, turn, self.gripper], float)
        if np.any(action[:6]):
            action[:6] += self.random.normal(0, self.noise, 6) * [1, 1, 1, 0.3, 0.3, 0.3]
        action[:6] = np.clip(action[:6], -1, 1)
        self.rows["states"].append(self.env.sim.get_state().flatten().copy())
        self.rows["actions"].append(action)
        seen = self.env.step(action)[0]
        self.rows["ee_states"].append([*seen["robot0_eef_pos"], *seen["robot0_eef_quat"][:3]])
        self.rows["gripper_states"].append(seen["robot0_gripper_qpos"].copy())
        self.rows["joint_states"].append(seen["robot0_joint_pos"].copy())
        if len(self.rows["states"]) >= LONGEST:
            raise Over

    def go(self, target, limit=50):
        gain = self.random.uniform(8, 16)
        for _ in range(limit):
            away = np.asarray(target) - self.place()
            if np.linalg.norm(away) < 0.007:
                return
            self.step(np.clip(away * gain, -1, 1))

    def wait(self, least, most):
        for _ in range(self.random.integers(least, most)):
            self.step([0, 0, 0])

    def turn(self, sign):
        for _ in range(4):
            self.step([0, 0, 0], 0.9 * sign)

    def close(self, *time):
        self.gripper = 1.0
        self.wait(*time)

    def open(self):
        self.gripper = -1.0
        self.wait(1, 6)
        self.go(self.place() + [0, 0, 0.12], 25)


def body_place(env, thing):
    return env.sim.data.body_xpos[env.sim.model.body_name2id(thing.root_body)].copy()


def geoms(env, thing):
    return np.array([env.sim.data.geom_xpos[env.sim.model.geom_name2id(name)] for name in thing.contact_geoms])


def finger_axis(env):
    ends = [env.sim.data.body_xpos[env.sim.model.body_name2id(f"gripper0_{side}finger")] for side in ("left", "right")]
    return (ends[0] - ends[1]) / np.linalg.norm(ends[0] - ends[1])


def carry(env, hand, random):
    """Takes an object, perhaps badly, and lets it go somewhere."""
    things = list(env.env.objects_dict.values())
    thing = things[random.integers(len(things))]
    is_turned = random.random() < 0.3
    if is_turned:
        hand.turn(1)
    around, place = geoms(env, thing), body_place(env, thing)
    top = around[:, 2].max()
    if any(word in thing.name for word in RIMMED) and random.random() < 0.9:
        side = (around - place) @ finger_axis(env) * random.choice([-1, 1])
        away = finger_axis(env) * ((around[np.argmax(side)] - place) @ finger_axis(env))
        target = np.array([place[0] + away[0], place[1] + away[1], top - random.uniform(-0.005, 0.015)])
    else:
        middle = around.mean(0)
        target = np.array([*middle[:2], max(middle[2], top - 0.03) + random.uniform(-0.01, 0.01)])
    target[:2] += random.normal(0, 0.004, 2)
    hand.go([*target[:2], max(target[2], top) + 0.12])
    hand.go(target)
    hand.close(2, 9)
    hand.go(hand.place() + [0, 0, random.uniform(0.05, 0.2)], 40)
    aim = [random.uniform(-0.15, 0.15), random.uniform(-0.25, 0.25)]
    if random.random() < 0.6:
        aim = body_place(env, things[random.integers(len(things))])[:2]
    hand.go([*aim, hand.place()[2]], 60)
    hand.go([*hand.place()[:2], target[2] + random.uniform(0, 0.1)], 40)
    hand.open()
    if is_turned:
        hand.turn(-1)


def draw(env, hand, random):
    """Takes the part of a drawer, door or knob that stands out furthest, and pulls or pushes it."""
    model, data = env.sim.model, env.sim.data
    names = [name for thing in env.env.fixtures_dict.values() for name in thing.contact_geoms]
    moving = [geom for geom in map(model.geom_name2id, names) if model.body_jntnum[model.geom_bodyid[geom]] > 0]
    if not moving:
        return carry(env, hand, random)
    body = model.geom_bodyid[moving[random.integers(len(moving))]]
    joint = model.body_jntadr[body]
    axis = data.xaxis[joint] * (1 if abs(model.jnt_range[joint][1]) > abs(model.jnt_range[joint][0]) else -1)
    part = [geom for geom in moving if model.geom_bodyid[geom] == body]
    is_hinge = model.jnt_type[joint] == 3
    out = axis if not is_hinge else np.array([0, 1.0, 0])
    handle = max(part, key=lambda geom: data.geom_xpos[geom] @ out)
    place = data.geom_xpos[handle].copy()
    way = np.cross(axis, place - data.xanchor[joint]) if is_hinge else axis
    way = way / max(1e-6, np.linalg.norm(way)) * random.uniform(0.06, 0.16) * random.choice([1, 1, -1])
    hand.go(place + [0, 0, 0.15])
    hand.go(place + [0, 0, random.uniform(-0.005, 0.015)])
    hand.close(3, 9)
    hand.go(hand.place() + way)
    hand.open()


def demonstrate(env, start, random):
    """Rows of one demonstration, with the model and the truth."""
    env.reset()
    env.set_init_state(start)
    for _ in range(5):
        env.step([0, 0, 0, 0, 0, 0, -1])
    hand = Hand(env, random)
    try:
        for _ in range(random.integers(1, 4)):
            (draw if random.random() < 0.35 else carry)(env, hand, random)
    except Over:
        pass
    rows = {name: np.array(values) for name, values in hand.rows.items()}
    return rows, env.sim.model.get_xml(), truth_of(env, hand, rows["states"])


def truth_of(env, hand, states):
    names = [env.sim.model.body_id2name(body) for body in range(env.sim.model.nbody)]
    things = {**env.env.objects_dict, **env.env.fixtures_dict}
    held, places = {name: [] for name in things}, []
    for state in states:
        env.sim.set_state_from_flattened(state)
        env.sim.forward()
        for name, thing in things.items():
            held[name].append(bool(env.env._check_grasp(gripper=env.env.robots[0].gripper, object_geoms=thing)))
        places.append(env.sim.data.body_xpos - hand.place())
    places = np.array(places)
    return {"is_grasp": held, "gripper_to_obj": {name: places[:, body].tolist() for body, name in enumerate(names)}}


def write(file, number, rows, model):
    group, frames = file.create_group(f"data/demo_{number}"), len(rows["states"])
    group.attrs["model_file"], group.attrs["num_samples"] = model, frames
    group.attrs["init_state"] = rows["states"][0]
    for name in ("states", "actions"):
        group[name] = rows[name]
    for name in ("rewards", "dones"):
        group[name] = np.zeros(frames, np.uint8)
    group["robot_states"] = np.zeros((frames, 9))
    for name in ("ee_states", "gripper_states", "joint_states"):
        group[f"obs/{name}"] = rows[name]
    for name in ("agentview_rgb", "eye_in_hand_rgb"):
        group[f"obs/{name}"] = np.zeros((frames, 8, 8, 3), np.uint8)


def main(suite, task, seed, demos, out):
    described = benchmark.get_benchmark_dict()[suite]().get_task(int(task))
    bddl = os.path.join(get_libero_path("bddl_files"), described.problem_folder, described.bddl_file)
    starts = pathlib.Path(get_libero_path("init_states")) / described.problem_folder / described.init_states_file
    starts = torch.load(starts, weights_only=False)
    switches = dict.fromkeys(("has_renderer", "has_offscreen_renderer", "use_camera_obs"), False)
    env = ControlEnv(bddl_file_name=bddl, camera_names=[], horizon=100_000, **switches)
    random = np.random.default_rng(int(seed))
    os.makedirs(out, exist_ok=True)
    name, truths = pathlib.Path(described.bddl_file).stem, {}
    with h5py.File(f"{out}/{name}_demo.hdf5", "w") as file:
        data = file.create_group("data")
        data.attrs["bddl_file_content"] = open(bddl).read()
        data.attrs["problem_info"] = json.dumps({"language_instruction": described.language})
        for number in range(int(demos)):
            rows, model, truth = demonstrate(env, starts[random.integers(len(starts))], random)
            write(file, number, rows, model)
            truths[f"demo_{number}"] = truth
            held = {thing: sum(flags) for thing, flags in truth["is_grasp"].items() if any(flags)}
            print(f"{name} {number}: {len(rows['states'])} frames, held {held}", flush=True)
    with open(f"{out}/{name}_truth.json", "w") as target:
        json.dump(truths, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
