import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

describe('inspire objects', () => {
  it('finds objects of bare text lines', async () => {
    const { status, json } = await runCommand(['objects', '-', '--json'], 'put the bowl on the plate\n');
    expect(status).toBe(0);
    expect(json()).toEqual([
      {
        text: 'put the bowl on the plate',
        objects: [
          { phrase: 'the bowl', head: 'bowl', role: 'target', start: 4, end: 12 },
          { phrase: 'the plate', head: 'plate', role: 'destination', start: 16, end: 25 },
        ],
      },
    ]);
  });

  it('hands unknown keys on', async () => {
    const { json } = await runCommand(['objects', '--json'], '{"id":7,"text":"open the drawer"}\n');
    expect(json()).toMatchObject([{ id: 7, text: 'open the drawer', objects: [{ phrase: 'the drawer' }] }]);
  });

  it('prints an aligned table without --json', async () => {
    const { output } = await runCommand(['objects'], 'put the bowl on the plate\n');
    expect(output.split('\n').slice(1, 3)).toEqual([
      '  the bowl   bowl   target',
      '  the plate  plate  destination',
    ]);
  });

  it('survives a byte order mark, carriage returns, empty lines and U+2028', async () => {
    const input = '\uFEFF{"text":"open\u2028the drawer"}\r\n\r\n   \nlift the cup';
    const { status, json } = await runCommand(['objects', '--json'], input);
    expect(status).toBe(0);
    expect(json()).toHaveLength(2);
  });
});

describe('inspire plan', () => {
  it('asks one question per object, in order of mention', async () => {
    const { json } = await runCommand(
      ['plan', '--json'],
      '{"instruction":"put the bowl on the plate","id":1}\n',
    );
    expect(json()).toEqual([
      {
        instruction: 'put the bowl on the plate',
        id: 1,
        turns: [
          { object: 'the bowl', question: 'In which direction is the bowl relative to the robot?' },
          { object: 'the plate', question: 'In which direction is the plate relative to the robot?' },
        ],
      },
    ]);
  });

  it('takes objects from the user', async () => {
    const args = ['plan', '--json', '--formulation', 'proximity', '--objects', 'the red mug; the tray'];
    const { json } = await runCommand(args, '{"instruction":"tidy up"}\n');
    expect(json()).toMatchObject([{ turns: [{ object: 'the red mug' }, { object: 'the tray' }] }]);
  });
});

describe('the options of the object finder', () => {
  it('sort objects as the authors do', async () => {
    const { json } = await runCommand(
      ['objects', '--json', '--sort', 'authors'],
      'put the cream cheese in the bowl\n',
    );
    expect(json()).toMatchObject([{ objects: [{ phrase: 'the bowl' }, { phrase: 'the cream cheese' }] }]);
  });

  it('take words of the user, and a template', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inspire-words-'));
    const lexicon = join(folder, 'words.json');
    await writeFile(lexicon, JSON.stringify({ things: ['flange'], verbs: { deburr: 'operate' } }));
    const args = ['plan', '--json', '--lexicon', lexicon, '--template', 'Where is [object]?'];
    const { json } = await runCommand(args, '{"instruction":"deburr flange"}\n');
    expect(json()).toMatchObject([{ turns: [{ object: 'the flange', question: 'Where is the flange?' }] }]);
    await rm(folder, { recursive: true });
  });

  it('say what is wrong with them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inspire-words-'));
    const lexicon = join(folder, 'words.json');
    await writeFile(lexicon, '{"thing": ["flange"]}');
    const { status, errors } = await runCommand(['objects', '--lexicon', lexicon], 'lift the flange\n');
    expect(status).toBe(1);
    expect(errors).toContain('error[LEXICON_INVALID]');
    const missing = await runCommand(['objects', '--lexicon', join(folder, 'none.json')], '');
    expect(missing.errors).toContain('none.json');
    const template = await runCommand(['plan', '--template', 'Where?'], '{"instruction":"lift the cup"}\n');
    expect(template.errors).toContain('error[TEMPLATE_INVALID]');
    await rm(folder, { recursive: true });
  });
});

describe('inspire label', () => {
  const line = '{"object":[0.1,0.3,0.9],"effector":[0,0,1],"grasped":false,"id":"a"}\n';

  it('adds the answer', async () => {
    const { json } = await runCommand(['label', '--json'], line);
    expect(json()).toEqual([
      { object: [0.1, 0.3, 0.9], effector: [0, 0, 1], grasped: false, id: 'a', answer: 'right' },
    ]);
  });

  it('speaks of another frame and in other words', async () => {
    const frame = ['--frame', 'x:front/back,y:left/right,z:up/down'];
    const { json } = await runCommand(['label', '--json', ...frame], line);
    expect(json()).toMatchObject([{ answer: 'left' }]);
    const grasped = await runCommand(
      ['label', '--json', '--vocabulary', 'authors'],
      line.replace('false', 'true'),
    );
    expect(grasped.json()).toMatchObject([{ answer: 'catch' }]);
  });

  it('says close within the threshold only', async () => {
    const near = '{"object":[0.01,0.02,0.03],"effector":[0,0,0]}\n';
    expect((await runCommand(['label', '--json'], near)).json()).toMatchObject([{ answer: 'up' }]);
    const { json } = await runCommand(['label', '--json', '--close-threshold', '0.06'], near);
    expect(json()).toMatchObject([{ answer: 'close' }]);
  });
});

describe('errors', () => {
  it('ends with 1 and names the line of a bad record, after the results before it', async () => {
    const { status, output, errors } = await runCommand(['objects', '--json'], 'lift the cup\n{"text":3}\n');
    expect(status).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(errors)).toMatchObject({
      error: { code: 'INPUT_SHAPE', at: 'standard input:2, field text' },
    });
  });

  it.each([
    ['label', '{"object":[1,2,3]}', 'field effector', '{"object":[x,y,z],"effector":[x,y,z],"grasped"?:bool'],
    ['plan', '{"text":"lift the cup"}', 'field instruction', '{"instruction":"…"}'],
  ])('says what a line of %s lacks, and how one is written', async (command, line, field, shape) => {
    const { errors } = await runCommand([command], `${line}\n`);
    expect(errors).toContain('error[INPUT_SHAPE]: the field is missing');
    expect(errors).toContain(`at: standard input:1, ${field}`);
    expect(errors).toContain(`fix: write a line as ${shape}`);
    const { errors: noJson } = await runCommand([command], 'lift the cup\n');
    expect(noJson).toContain(`fix: give one JSON object per line, as ${shape}`);
  });

  it('names a line that is no JSON', async () => {
    const { status, errors } = await runCommand(['label'], '{"object":[0,0\n');
    expect(status).toBe(1);
    expect(errors).toMatch(/^error\[INPUT_SYNTAX\]: .*\n {2}at: standard input:1\n {2}fix: .*\n$/);
  });

  it('names a file that does not exist', async () => {
    const { status, errors } = await runCommand(['objects', 'no-such-file.txt']);
    expect(status).toBe(1);
    expect(errors).toContain('error[INPUT_MISSING]');
    expect(errors).toContain('at: no-such-file.txt');
  });

  it.each([
    ['an unknown command', ['fly']],
    ['an unknown option', ['objects', '--fast']],
    ['a bad choice', ['label', '--formulation', 'direction-9d']],
    ['a bad frame', ['label', '--frame', 'w:up/down']],
    ['a missing argument', ['annotate']],
    ['no command', []],
  ])('ends with 2 for %s', async (_, args) => {
    const { status, output, errors } = await runCommand(args);
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(/^error\[USAGE\]: .*\n {2}fix: .*\n$/);
  });

  it.each([
    [['tabletop', 'evaluate', '--fast'], 'inspire tabletop evaluate --help'],
    [['tabletop', 'fly'], 'inspire tabletop --help'],
    [['label', '--fast'], 'inspire label --help'],
    [['fly'], 'inspire --help'],
  ])('points to the help that lists what %j may have', async (args, help) => {
    expect((await runCommand(args)).errors).toContain(`fix: ${help} lists`);
  });

  it('prints usage errors as JSON with --json', async () => {
    const { status, errors } = await runCommand(['label', '--json', '--fast']);
    expect(status).toBe(2);
    expect(JSON.parse(errors)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('ends with 0 for help and version', async () => {
    expect(await runCommand(['--help'])).toMatchObject({ status: 0, errors: '' });
    const { output } = await runCommand(['--version']);
    expect(output).toMatch(/^\d+\.\d+\.\d+/);
  });
});

it('a run over a file that is interrupted ends soon, with the status of one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lines-'));
  const file = join(folder, 'many.jsonl');
  const line = '{"object":[0.1,0,0],"effector":[0,0,0]}\n';
  await writeFile(file, line.repeat(100_000));
  const timer = setTimeout(() => process.emit('SIGINT'), 20);
  const { status, output, errors } = await runCommand(['label', file, '--json']);
  clearTimeout(timer);
  expect({ status, errors }).toEqual({ status: 130, errors: '' });
  expect(output.length).toBeLessThan(line.length * 100_000);
  await rm(folder, { recursive: true });
});
