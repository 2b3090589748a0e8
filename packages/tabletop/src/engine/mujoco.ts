/** The part of a compiled model that this package reads; arrays are views that detach when the memory grows. */
export interface MujocoModel {
  readonly nq: number;
  readonly nu: number;
  readonly ngeom: number;
  readonly nsensordata: number;
  readonly geom_type: Int32Array;
  readonly geom_size: Float64Array;
  readonly geom_rgba: Float32Array;
  readonly geom_group: Int32Array;
  readonly geom_bodyid: Int32Array;
  readonly body_jntadr: Int32Array;
  readonly body_rootid: Int32Array;
  readonly body_mocapid: Int32Array;
  readonly jnt_qposadr: Int32Array;
  readonly jnt_dofadr: Int32Array;
  readonly sensor_adr: Int32Array;
  delete(): void;
}

/** How often the engine has warned of one kind of trouble. */
export interface MujocoWarning {
  readonly number: number;
  delete(): void;
}

/** The part of a simulation's data that this package reads and writes. */
export interface MujocoData {
  readonly time: number;
  readonly qpos: Float64Array;
  readonly qvel: Float64Array;
  readonly ctrl: Float64Array;
  readonly mocap_pos: Float64Array;
  readonly mocap_quat: Float64Array;
  readonly xpos: Float64Array;
  readonly xmat: Float64Array;
  readonly site_xpos: Float64Array;
  readonly site_xmat: Float64Array;
  readonly geom_xpos: Float64Array;
  readonly geom_xmat: Float64Array;
  readonly sensordata: Float64Array;
  /** A reference into the data: deleting it frees it twice. */
  readonly warning: { size(): number; get(index: number): MujocoWarning | undefined };
  delete(): void;
}

/** Numbers in the engine's own memory. */
export interface MujocoBuffer {
  GetView(): Float64Array;
  delete(): void;
}

/** The part of the module `@mujoco/mujoco` that this package calls; its own types are `any` throughout. */
export interface MujocoModule {
  readonly MjModel: { from_xml_string(xml: string): MujocoModel };
  readonly MjData: new (model: MujocoModel) => MujocoData;
  readonly DoubleBuffer: new (size: number) => MujocoBuffer;
  readonly mjtObj: Readonly<
    Record<'mjOBJ_BODY' | 'mjOBJ_SITE' | 'mjOBJ_JOINT' | 'mjOBJ_SENSOR', { readonly value: number }>
  >;
  readonly mjtState: { readonly mjSTATE_INTEGRATION: { readonly value: number } };
  mj_name2id(model: MujocoModel, kind: number, name: string): number;
  mj_id2name(model: MujocoModel, kind: number, id: number): string;
  mj_step(model: MujocoModel, data: MujocoData): void;
  mj_forward(model: MujocoModel, data: MujocoData): void;
  mj_kinematics(model: MujocoModel, data: MujocoData): void;
  mj_resetData(model: MujocoModel, data: MujocoData): void;
  mj_stateSize(model: MujocoModel, kind: number): number;
  mj_getState(model: MujocoModel, data: MujocoData, buffer: MujocoBuffer, kind: number): void;
  mj_setState(model: MujocoModel, data: MujocoData, state: Float64Array, kind: number): void;
  mj_versionString(): string;
}
