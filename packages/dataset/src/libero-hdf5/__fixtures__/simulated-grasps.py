"""Simulates grasps with MuJoCo and records time, qpos, commands and contacts: python simulated-grasps.py > simulated-grasps.json

Origin of simulated-grasps.json: mujoco 4.0.0 from PyPI, seed 2. A hand on rails with two fingers as stiff and slow as
Panda's takes a box, a cylinder or a ball of random size, mass and place between the fingers, carries it, lets it go.
`python simulated-grasps.py SEED COUNT` makes others; the test takes them from the path in INSPIRE_SIMULATED_GRASPS.
"""

import json
import sys

import mujoco
import numpy as np

SUBSTEPS = 25  # of 2 ms: LIBERO's 20 Hz

MODEL = """<mujoco>
  <compiler angle="radian"/>
  <option timestep="0.002" cone="elliptic" impratio="20" integrator="implicitfast"/>
  <worldbody>
    <geom name="floor" type="plane" size="2 2 0.1"/>
    <body name="robot0_base" pos="0 0 0.3">
      <joint name="x" type="slide" axis="1 0 0" damping="5"/>
      <joint name="y" type="slide" axis="0 1 0" damping="5"/>
      <joint name="z" type="slide" axis="0 0 1" damping="5"/>
      <geom type="box" size="0.03 0.08 0.03" mass="3" contype="0" conaffinity="0"/>
      <body name="gripper0_eef" pos="0 0 -0.15"><site name="gripper0_grip_site"/></body>
      <body name="gripper0_leftfinger" pos="0 0 -0.1">
        <joint name="gripper0_finger_joint1" type="slide" axis="0 1 0" limited="true" range="0 0.04"
          armature="1" damping="100" frictionloss="1"/>
        <geom name="pad1" type="box" size="0.01 0.004 0.03" pos="0 0.0045 -0.04" mass="0.1" friction="2"/>
      </body>
      <body name="gripper0_rightfinger" pos="0 0 -0.1">
        <joint name="gripper0_finger_joint2" type="slide" axis="0 1 0" limited="true" range="-0.04 0"
          armature="1" damping="100" frictionloss="1"/>
        <geom name="pad2" type="box" size="0.01 0.004 0.03" pos="0 -0.0045 -0.04" mass="0.1" friction="2"/>
      </body>
    </body>
    <body name="thing_1_main" pos="0.1 0 {height}"><freejoint/>{geom}</body>
    <body name="other_1_main" pos="0.3 0.2 0.03"><freejoint/><geom type="box" size="0.03 0.03 0.03" mass="0.2"/></body>
  </worldbody>
  <actuator>
    <position joint="x" kp="2000" kv="200"/><position joint="y" kp="2000" kv="200"/>
    <position joint="z" kp="4000" kv="300"/>
    <position joint="gripper0_finger_joint1" kp="1000" forcelimited="true" forcerange="-20 20"/>
    <position joint="gripper0_finger_joint2" kp="1000" forcelimited="true" forcerange="-20 20"/>
  </actuator>
</mujoco>"""


def thing(generator):
    kind = str(generator.choice(["box", "cylinder", "ball"]))
    half = float(generator.uniform(0.022, 0.03) if kind == "ball" else generator.uniform(0.004, 0.032))
    size, height = {
        "box": (f'type="box" size="0.03 {half} 0.04"', 0.04),
        "cylinder": (f'type="cylinder" size="{half} 0.05"', 0.05),
        "ball": (f'type="sphere" size="{half}" condim="6"', half),
    }[kind]
    geom = f'<geom {size} mass="{generator.uniform(0.05, 0.4)}" friction="1 0.05 0.001"/>'
    return kind, half, height, MODEL.replace("{geom}", geom).replace("{height}", str(height))


def hold(model, data):
    """Whether both pads touch the thing."""
    pads = set()
    for contact in data.contact[: data.ncon]:
        geoms = [model.geom(contact.geom1), model.geom(contact.geom2)]
        if "thing_1_main" in [model.body(int(geom.bodyid[0])).name for geom in geoms]:
            pads |= {geom.name for geom in geoms} & {"pad1", "pad2"}
    return len(pads) == 2


def record(generator):
    kind, half, height, text = thing(generator)
    model = mujoco.MjModel.from_xml_string(text)
    data = mujoco.MjData(model)
    data.qpos[3:5] = [0.039, -0.039]
    for _ in range(200):
        data.ctrl[:] = [0, 0, 0, 0.04, -0.04]
        mujoco.mj_step(model, data)
    aside = generator.uniform(-1, 1) * max(0, min(0.012, 0.036 - half))
    place = np.array([0.1, aside, max(0.034, height + generator.uniform(-0.005, 0.02)) - 0.15])
    way = np.array([generator.uniform(-0.2, 0.2), generator.uniform(-0.2, 0.2), generator.uniform(0.05, 0.15)])
    carry, opening = int(generator.integers(17, 42)), 1.0
    states, commands, contacts = [], [], []
    for step in range(65 + carry):
        done = min(1, max(0, step - 32) / carry)
        target = place * min(1, (step + 1) / 15) + way * [done, done, np.sin(np.pi * done)]
        target += generator.normal(size=3) * 0.0005
        command = 1 if 18 <= step < 40 + carry else -1
        states.append(np.concatenate([[data.time], data.qpos]).round(6).tolist())
        commands.append(command)
        contacts.append(int(hold(model, data)))
        for _ in range(SUBSTEPS):
            opening = float(np.clip(opening - 0.01 * command, -1, 1))
            finger = 0.02 + 0.02 * opening
            data.ctrl[:] = [*target, finger, -finger]
            mujoco.mj_step(model, data)
    return {"kind": kind, "halfWidth": half, "model": text, "states": states, "commands": commands, "contacts": contacts}


seed, count = (int(word) for word in (sys.argv[1:] or ["2", "8"]))
generator = np.random.default_rng(seed)
print(json.dumps({"mujoco": mujoco.__version__, "seed": seed, "grasps": [record(generator) for _ in range(count)]}))
