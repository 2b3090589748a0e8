import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const episodes = fileURLToPath(new URL('../../../../apps/demo/episodes', import.meta.url));
const mug = join(episodes, 'put_the_red_mug_on_the_plate_demo.hdf5');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('inspire annotate', () => {
  it('makes a dataset that inspect describes, and a report that loads nothing', async () => {
    const out = join(folder, 'out');
    const made = await runCommand(['annotate', episodes, '--out', out, '--json', '--quiet']);
    expect(made).toMatchObject({ status: 0, errors: '' });
    expect(made.json().at(-1)).toMatchObject({
      summary: { episodes: 3, frames: 153, unlabelled: 0, problems: [] },
    });
    const [summary] = (await runCommand(['inspect', out, '--json'])).json();
    expect(summary).toMatchObject({
      format: 'lerobot-v3.0',
      isAnnotated: true,
      episodes: 3,
      frames: 153,
      fps: 20,
      unlabelled: 0,
    });
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report).toContain('<mark');
    expect(report).not.toMatch(/(src|href)="(?!data:|#)/);
    const [episode] = (await runCommand(['inspect', out, '--episode', '2', '--json'])).json();
    expect(episode).toMatchObject({
      instruction: 'put the red mug on the plate',
      objects: [{ runs: expect.arrayContaining([expect.objectContaining({ answer: 'grasped' })]) }, {}],
    });
  });

  it('leaves no output, nor a part of one, when a phrase of the user cannot be read or the output is there', async () => {
    const objects = join(folder, 'objects.json');
    await writeFile(objects, '{"put the red mug on the plate": [{}]}');
    const bad = await runCommand([
      'annotate',
      mug,
      '--out',
      join(folder, 'out'),
      '--objects',
      objects,
      '--quiet',
    ]);
    expect(bad.status).toBe(1);
    expect(bad.errors).toContain('error[OVERRIDES_INVALID]');
    const there = await runCommand(['annotate', mug, '--out', folder, '--quiet']);
    expect(there.status).toBe(1);
    expect(there.errors).toContain('error[OUTPUT_EXISTS]');
    expect(await readdir(folder)).toEqual(['objects.json']);
  });

  it('reports a phrase that fits no body, and leaves its frames unlabelled', async () => {
    const objects = join(folder, 'objects.json');
    await writeFile(
      objects,
      JSON.stringify({
        'put the red mug on the plate': [{ phrase: 'the banana' }, { phrase: 'it', body: 'plate_1_main' }],
      }),
    );
    const { status, json } = await runCommand([
      'annotate',
      mug,
      '--out',
      join(folder, 'out'),
      '--objects',
      objects,
      '--json',
      '--quiet',
    ]);
    expect(status).toBe(0);
    expect(json().at(-1)).toMatchObject({
      summary: { unlabelled: 56, labels: 56, problems: [{ message: expect.stringContaining('the banana') }] },
    });
  });

  it('writes nothing in a dry run', async () => {
    expect(
      (await runCommand(['annotate', mug, '--out', join(folder, 'out'), '--dry-run', '--quiet'])).status,
    ).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('inspire annotate --positions', () => {
  const annotated = async (...options: readonly string[]) => {
    const out = join(folder, 'out');
    const made = await runCommand(['annotate', mug, '--out', out, '--json', '--quiet', ...options]);
    const metadata = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8').catch(() => '{}'));
    return { made, metadata };
  };

  it('takes them from gripper events, by the names of the state, and says so', async () => {
    const { made, metadata } = await annotated('--positions', 'gripper-events');
    expect(made).toMatchObject({ status: 0, errors: '' });
    expect(metadata.options.stateLayout).toMatchObject({
      layout: { position: { feature: 'state', columns: [0, 1, 2] }, gripper: { columns: [6, 7] } },
      origin: "by the features' names",
    });
    expect(metadata.episodes[0]).toMatchObject({ bodies: [null, null], positions: 'gripper-events' });
    expect(metadata.counts.answers.grasped).toBeGreaterThan(10);
  });

  it('gives the moved object the labels of the scene while it is held', async () => {
    const { metadata: scene } = await annotated();
    expect(scene.options.stateLayout).toBeNull();
    const { metadata: events } = await annotated('--positions', 'gripper-events', '--overwrite');
    const [byScene, byEvents] = [scene, events].map(
      ({ tasks }) => tasks[0].objects[0].counts.answers.grasped,
    );
    expect(Math.abs(byEvents - byScene)).toBeLessThanOrEqual(4);
  });

  it('takes a layout of the user, and refuses one that the source does not fit', async () => {
    const layout = join(folder, 'layout.json');
    const gripper = { feature: 'actions', columns: [6], signal: 'command', closed: 'high' };
    await writeFile(layout, JSON.stringify({ position: { feature: 'state', columns: [0, 1, 2] }, gripper }));
    const { made, metadata } = await annotated('--positions', 'gripper-events', '--state-layout', layout);
    expect(made.status).toBe(0);
    expect(metadata.options.stateLayout.origin).toBe('layout.json');
    await writeFile(layout, JSON.stringify({ position: { feature: 'pose', columns: [0, 1, 2] }, gripper }));
    const refused = await annotated('--positions', 'gripper-events', '--state-layout', layout, '--overwrite');
    expect(refused.made.status).toBe(1);
    expect(JSON.parse(refused.made.errors).error).toMatchObject({ code: 'STATE_LAYOUT', at: layout });
  });
});
