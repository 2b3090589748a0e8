import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const instruction = 'put the red mug on the plate';
const mug = fileURLToPath(
  new URL('../../../../apps/demo/episodes/put_the_red_mug_on_the_plate_demo.hdf5', import.meta.url),
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-objects-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function annotate(objects: unknown, ...options: readonly string[]) {
  const [file, out] = [join(folder, 'objects.json'), join(folder, 'out')];
  await writeFile(file, JSON.stringify(objects));
  const args = ['annotate', mug, '--out', out, '--objects', file, '--json', '--quiet', '--overwrite'];
  const made = await runCommand([...args, ...options]);
  const metadata = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8').catch(() => '{}'));
  return { made, metadata, objects: metadata.tasks?.[0]?.objects };
}

const failureOf = async (objects: unknown) => {
  const { made } = await annotate(objects);
  expect(made.status).toBe(1);
  return JSON.parse(made.errors).error;
};

describe('inspire annotate --objects', () => {
  it('takes role and span of the text, so that events label what is grasped in any order', async () => {
    const given = { [instruction]: [{ phrase: 'the plate' }, { phrase: 'a red mug' }] };
    const { objects } = await annotate(given, '--positions', 'gripper-events', '--event-tolerance', '0');
    expect(objects).toMatchObject([
      { role: 'destination', span: [19, 28] },
      { role: 'target', span: [4, 15] },
    ]);
    expect(objects[0].counts.answers.grasped).toBeUndefined();
    expect(objects[0].counts.unlabelled).toBeLessThan(5);
    expect(objects[1].counts.answers.grasped).toBeGreaterThan(10);
  });

  it('takes the role that is given', async () => {
    const given = [
      { phrase: 'the dish', role: 'destination' },
      { phrase: 'the cup', role: 'target' },
    ];
    const { objects } = await annotate({ [instruction]: given }, '--positions', 'gripper-events');
    expect(objects).toMatchObject([
      { phrase: 'the dish', role: 'destination', span: null },
      { phrase: 'the cup', role: 'target', span: null },
    ]);
    expect(objects[0].counts.answers.grasped).toBeUndefined();
  });

  it.each([
    ['another role', { phrase: 'the plate', role: 'goal' }, 'role'],
    ['an unknown key', { phrase: 'the plate', bodi: 'plate_1_main' }, 'bodi'],
    ['a line break in a phrase', { phrase: 'the\nplate' }, 'the\\nplate'],
    ['a blank phrase', { phrase: ' ' }, 'phrase " "'],
  ])('refuses %s, naming the instruction', async (_, object, told) => {
    const { code, message, at } = await failureOf({ [instruction]: [object] });
    expect(code).toBe('OVERRIDES_INVALID');
    expect(at).toContain(instruction);
    expect(`${message} ${at}`).toContain(told);
  });

  it('is matched by another spelling of the instruction, and reports one that no episode has', async () => {
    const given = [{ phrase: 'the mug' }];
    const spelled = { 'Put_the_red_mug on the plate.': given, 'lift the mug': given };
    const { made, objects } = await annotate(spelled);
    expect(objects).toMatchObject([{ phrase: 'the mug', role: 'target', span: [12, 15] }]);
    expect(made.json().at(-1)).toMatchObject({
      summary: {
        problems: [{ at: '"lift the mug"', message: expect.stringContaining('no episode has') }],
      },
    });
  });

  it('reports a body where positions come from no scene', async () => {
    const given = { [instruction]: [{ phrase: 'a red mug', body: 'no_such_body' }, { phrase: 'the plate' }] };
    const { made } = await annotate(given, '--positions', 'gripper-events');
    const told = expect.stringContaining('"a red mug" is not followed as the body no_such_body');
    expect(made.json().at(-1)).toMatchObject({
      summary: { problems: expect.arrayContaining([expect.objectContaining({ message: told })]) },
    });
  });

  it('takes a body that is named without _main, and names the bodies where there is none', async () => {
    const plate = { phrase: 'it', body: 'plate_1' };
    const { objects, made } = await annotate({ [instruction]: [plate] });
    expect(objects).toMatchObject([{ body: 'plate_1_main', counts: { unlabelled: 0 } }]);
    expect(made.status).toBe(0);
    const error = await failureOf({ [instruction]: [{ ...plate, body: 'plate' }] });
    expect(error).toMatchObject({ code: 'BODY_UNKNOWN', fix: expect.stringContaining('plate_1_main') });
  });
});
