import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { annotate } from './annotate.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a finished output is left alone, but not with other options, nor where the source has other instructions by now', async () => {
  const [source, output] = [join(folder, 'source'), join(folder, 'out')];
  await writeSource(source, 'lerobot-v2.1', 2);
  await annotate({ source, output });
  const before = await statesOf(output);
  await annotate({ source, output, resume: true });
  expect(await statesOf(output)).toEqual(before);
  const otherwise = annotate({ source, output, resume: true, words: 'authors' });
  await expect(otherwise).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
  for (const name of ['tasks', 'episodes']) {
    const file = join(source, `meta/${name}.jsonl`);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('put the red mug');
    await writeFile(file, text.replaceAll('put the red mug', 'lift the red mug'));
  }
  await expect(annotate({ source, output, resume: true })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
});
