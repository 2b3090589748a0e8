"""Records body and site positions of our own models with MuJoCo: python kinematics.py > kinematics.json

Origin of kinematics.json: mujoco 4.0.0 from PyPI, random joint positions of a seeded generator.
"""

import json

import mujoco
import numpy as np

JOINTS = """<mujoco>
  <compiler angle="radian"/>
  <default>
    <joint axis="0 1 0" pos="0.1 0 0"/>
    <default class="tilted"><joint axis="1 1 0" ref="0.3"/><site pos="0 0 0.5"/>
      <default class="sliding"><joint type="slide"/></default>
    </default>
  </default>
  <worldbody>
    <body name="cup" pos="9 9 9"><freejoint/><geom size="0.1"/>
      <body name="lid" pos="0 0 0.2"><joint class="tilted"/><geom size="0.1"/></body>
    </body>
    <body name="arm" pos="0.5 0 1" quat="1 1 0 0" childclass="tilted">
      <body name="hand" pos="0 0.3 0">
        <joint name="roll"/><joint name="lift" class="sliding"/><geom size="0.1"/><site name="grip"/>
        <body name="finger" pos="0 0 0.1"><joint type="ball" pos="0 0.05 0"/><geom size="0.1"/></body>
      </body>
      <joint name="yaw" class="main" axis="0 0 2" ref="-0.5"/><geom size="0.1"/>
    </body>
    <body name="pan"><geom size="0.1"/><joint type="free"/></body>
  </worldbody>
  <worldbody><body name="door" pos="1 0 0"><joint pos="0 0.2 0"/><geom size="0.1"/></body></worldbody>
</mujoco>"""

ORIENTATIONS = """<mujoco>
  <compiler eulerseq="{sequence}"/>
  <worldbody>
    <body name="euler" euler="30 -50 70"><geom size="0.1"/><body name="a" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="axisangle" axisangle="1 2 -1 40"><body name="b" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="xyaxes" xyaxes="1 2 0 -1 1 1"><body name="c" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="zaxis" zaxis="1 -2 0.5"><body name="d" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="down" zaxis="0 0 -1"><body name="e" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="flipped" xyaxes="-1 0 0 0 1 0"><body name="f" pos="1 2 3"><geom size="0.1"/></body></body>
    <body name="quat" quat="2 0 0 1"><body name="g" pos="1 2 3"><geom size="0.1"/>
      <joint type="hinge" axis="1 0 0" ref="90"/></body></body>
  </worldbody>
</mujoco>"""


def record(name, text, frames, generator):
    model = mujoco.MjModel.from_xml_string(text)
    data = mujoco.MjData(model)
    states, positions, orientations, sites = [], [], [], []
    for _ in range(frames):
        data.qpos[:] = generator.normal(size=model.nq)
        data.qvel[:] = 0
        mujoco.mj_kinematics(model, data)
        states.append([0.0, *data.qpos.tolist(), *data.qvel.tolist()])
        positions.append(data.xpos.tolist())
        orientations.append(data.xquat.tolist())
        sites.append(data.site_xpos.tolist())
    bodies = [model.body(index).name for index in range(model.nbody)]
    return {
        "name": name,
        "model": text,
        "bodies": bodies,
        "positionCount": model.nq,
        "velocityCount": model.nv,
        "states": states,
        "positions": positions,
        "orientations": orientations,
        "sites": sites,
    }


generator = np.random.default_rng(7)
cases = [record("joints and classes", JOINTS, 5, generator)]
for sequence in ["xyz", "zyx", "XYZ", "xYz"]:
    cases.append(record(f"orientations, {sequence}", ORIENTATIONS.replace("{sequence}", sequence), 2, generator))
print(json.dumps({"mujoco": mujoco.__version__, "cases": cases}))
