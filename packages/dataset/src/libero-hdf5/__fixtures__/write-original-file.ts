import { type Demonstration, steps } from './tabletop-demonstration.js';

/** Height and width of the pictures written here. */
export const pictureSize = { height: 3, width: 2 };

/** What may be left out or made otherwise. */
export interface OriginalFileOptions {
  /** Default: "put the cup away". */
  readonly problemInfo?: string;
  /** null leaves the attribute out. */
  readonly model?: string | null;
  /** Object infos per step, which make the file one of the regenerated layout. */
  readonly objectInfos?: readonly string[];
  /** Datasets that are left out, e.g. `rewards`. */
  readonly without?: readonly string[];
  /** Stores the tables in chunks, compressed. */
  readonly isCompressed?: boolean;
}

/** One byte of the picture of a camera that was recorded after a step's action. */
export function pixelAt(camera: 0 | 1, step: number, row: number): number {
  return camera * 100 + step * 2 + row;
}

/** The observed end effector position after a step's action. */
export function effectorAt(step: number): readonly [number, number, number] {
  return [step, step + 0.25, step + 0.5];
}

/** Writes a file as LIBERO's create_dataset.py lays it out; see `tabletop-demonstration.ts` for what happens in it. */
export async function writeOriginalFile(
  path: string,
  demonstrations: readonly Demonstration[],
  options: OriginalFileOptions = {},
): Promise<void> {
  const library = await import('h5wasm/node');
  await library.ready;
  const file = new library.File(path, 'w');
  const data = file.create_group('data');
  const problem = options.problemInfo ?? JSON.stringify({ language_instruction: 'put the cup away' });
  data.create_attribute('problem_info', problem);
  demonstrations.forEach(({ model, states, actions }, index) => {
    const group = data.create_group(`demo_${index}`);
    group.create_group('obs');
    const text = options.model === undefined ? model : options.model;
    if (text !== null) group.create_attribute('model_file', text);
    const write = (name: string, values: Float64Array | Uint8Array, shape: readonly number[]) =>
      !options.without?.includes(name) &&
      group.create_dataset({
        name,
        data: values,
        shape: [...shape],
        ...(options.isCompressed === true ? { chunks: [4, ...shape.slice(1)], compression: 4 } : {}),
      });
    const table = (name: string, width: number, valueAt: (step: number, column: number) => number) =>
      write(
        name,
        Float64Array.from({ length: steps * width }, (_, at) => valueAt(Math.floor(at / width), at % width)),
        [steps, width],
      );
    const infos = options.objectInfos;
    if (infos !== undefined) group.create_dataset({ name: 'object_infos', data: [...infos], dtype: 'S' });
    table('states', states[0]?.length ?? 0, (step, column) => states[step]?.[column] ?? 0);
    table('actions', 7, (step, column) => actions[step]?.[column] ?? 0);
    table('robot_states', 9, (step) => step);
    table('obs/ee_states', 6, (step, column) => effectorAt(step)[column] ?? 0);
    table('obs/gripper_states', 2, (step) => step);
    table('obs/joint_states', 7, (step) => step);
    const isLast = Uint8Array.from({ length: steps }, (_, step) => (step === steps - 1 ? 1 : 0));
    write('rewards', isLast, [steps]);
    write('dones', isLast, [steps]);
    (['obs/agentview_rgb', 'obs/eye_in_hand_rgb'] as const).forEach((name, camera) => {
      const { height, width } = pictureSize;
      const stride = width * 3;
      const bytes = Uint8Array.from({ length: steps * height * stride }, (_, at) => {
        const row = Math.floor(at / stride);
        return pixelAt(camera as 0 | 1, Math.floor(row / height), row % height);
      });
      write(name, bytes, [steps, height, width, 3]);
    });
  });
  file.close();
}
