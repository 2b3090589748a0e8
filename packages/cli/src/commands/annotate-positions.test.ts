import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWriter } from '@inspire-vla/dataset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

const mug = fileURLToPath(
  new URL('../../../../apps/demo/episodes/put_the_red_mug_on_the_plate_demo.hdf5', import.meta.url),
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-positions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const annotate = (source: string, ...options: readonly string[]) =>
  runCommand(['annotate', source, '--out', join(folder, 'out'), '--json', '--quiet', ...options]);

describe('inspire annotate --positions that the source lacks', () => {
  it.each(['scene', 'kinematics'])('fails for %s, and says what would work', async (positions) => {
    const source = join(folder, 'source');
    await writeSource(source, 'lerobot-v3.0', 2);
    const { status, errors } = await annotate(source, '--positions', positions);
    expect(status).toBe(1);
    expect(JSON.parse(errors).error).toMatchObject({
      code: 'POSITIONS_UNAVAILABLE',
      message: expect.stringContaining('it has the effector and the gripper in state'),
      at: 'episode_0',
      fix: 'give --positions gripper-events',
    });
    expect(await readdir(folder)).toEqual(['source']);
  });

  it('names the features where nothing says what they are', async () => {
    const features = [{ name: 'state', type: 'float32', shape: [3], names: null }] as const;
    const directory = join(folder, 'source');
    const writer = await createWriter('lerobot-v3.0', {
      ...{ directory, fps: 10, robotType: null, features, cameras: [] },
    });
    const columns = new Map([['state', new Float32Array(6)]]);
    await writer.writeEpisode({ instruction: 'lift it', length: 2, columns, pictures: async () => [] });
    await writer.finish();
    await writer.close();
    const { errors } = await annotate(directory, '--positions', 'scene');
    expect(JSON.parse(errors).error).toMatchObject({
      message: expect.stringContaining('state[3]'),
      fix: expect.stringContaining('--state-layout'),
    });
  });

  it('fails for kinematics of LIBERO files that annotate wrote, which hold no model', async () => {
    await annotate(mug, '--to', 'libero-hdf5');
    const args = ['annotate', join(folder, 'out'), '--out', join(folder, 'again'), '--json', '--quiet'];
    const { status, errors } = await runCommand([...args, '--positions', 'kinematics']);
    expect(status).toBe(1);
    expect(JSON.parse(errors).error.code).toBe('DATASET_UNSUPPORTED');
  });

  it('tells of the annotation that the source has', async () => {
    await annotate(mug);
    const args = ['annotate', join(folder, 'out'), '--out', join(folder, 'again'), '--json', '--quiet'];
    const { status, errors } = await runCommand([...args, '--positions', 'scene']);
    expect(status).toBe(1);
    const { message, fix } = JSON.parse(errors).error;
    expect(message).toContain('its own annotation');
    expect(fix).toContain('--positions auto');
  });
});

describe('inspire annotate --drop-no-ops of a source that keeps all frames', () => {
  it.each(['lerobot-v3.0', 'rlds', 'jsonl', 'libero-hdf5'] as const)('fails for %s', async (format) => {
    const source = join(folder, 'source');
    await writeSource(source, format, 1);
    const { status, errors } = await annotate(source, '--drop-no-ops');
    expect(status).toBe(1);
    expect(JSON.parse(errors).error).toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      message: expect.stringContaining('all frames are kept'),
      fix: expect.stringContaining('--drop-no-ops'),
    });
  });
});

describe('inspire annotate of a source with a scene', () => {
  it.each([
    ['--state-layout', 'libero'],
    ['--event-tolerance', '0'],
  ])('takes gripper events with %s', async (...option) => {
    const made = await annotate(mug, ...option);
    expect(made).toMatchObject({ status: 0, errors: '' });
    const metadata = JSON.parse(await readFile(join(folder, 'out/meta/inspire.json'), 'utf8'));
    expect(metadata.episodes[0].positions).toBe('gripper-events');
    expect(metadata.options.stateLayout).not.toBeNull();
    expect(made.json().at(-1)).toMatchObject({ summary: { stateLayout: metadata.options.stateLayout } });
  });

  it("refuses the authors' rule for a gripper whose numbers grow as it closes", async () => {
    const source = join(folder, 'source');
    await writeSource(source, 'lerobot-v3.0', 1);
    const layout = join(folder, 'layout.json');
    const state = { feature: 'state' };
    const gripper = { ...state, columns: [3], signal: 'state', closed: 'high' };
    await writeFile(layout, JSON.stringify({ position: { ...state, columns: [0, 1, 2] }, gripper }));
    const refused = await annotate(source, '--state-layout', layout, '--compatibility', 'authors');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.errors).error).toEqual({
      code: 'GRIPPER_OPTION',
      message: expect.stringContaining('only makes sense where closed is low'),
      at: 'episode_0, closed',
      fix: expect.stringContaining("leave out the compatibility 'authors'"),
    });
    expect((await readdir(folder)).sort()).toEqual(['layout.json', 'source']);
  });

  it('refuses how events are read where the scene is asked for', async () => {
    const { status, errors } = await annotate(mug, '--positions', 'scene', '--state-layout', 'libero');
    expect(status).toBe(2);
    expect(JSON.parse(errors).error.message).toContain('has no effect on --positions scene');
  });
});
