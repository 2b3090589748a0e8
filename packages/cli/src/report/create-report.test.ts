import { createAnswerVocabulary, formulations } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTags, readText } from './__fixtures__/read-html.js';
import {
  exampleData,
  exampleEpisode,
  exampleObject,
  exampleTask,
  onePixel,
} from './__fixtures__/report-data.js';
import { createReport } from './create-report.js';
import type { ReportData } from './report-data.js';

function attributesOf(document: string, attribute: string): readonly string[] {
  return readTags(document).flatMap(({ attributes }) => attributes.get(attribute) ?? []);
}

/** A report with one text in every place that takes one. */
function dataWith(text: string): ReportData {
  const object = exampleObject({
    phrase: text,
    role: text,
    question: text,
    body: text,
    note: text,
    span: [0, 5],
  });
  const task = exampleTask({
    instruction: `12345${text}`,
    objects: [object],
    episodes: [exampleEpisode({ id: text })],
  });
  return exampleData({
    title: text,
    source: { path: text, format: text },
    version: text,
    options: { [text]: text },
    vocabulary: [text, 'b', 'c', 'd', 'e', 'f', 'g'],
    totals: { episodes: 1, frames: 1, labels: 1, unlabelled: 1, answers: { [text]: 1 } },
    problems: [{ where: text, what: text }],
    tasks: [task, task],
  });
}

describe('createReport', () => {
  it('shows totals, tasks, objects, bodies, questions and answers', () => {
    const text = readText(createReport(exampleData()));
    for (const part of [
      'Kitchen',
      'kitchen.hdf5',
      '1,234,567',
      'pick up the bowl',
      'bowl_1_main',
      'target',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/In which direction is the bowl relative to the robot\?/g)).toHaveLength(3);
    expect(text).toContain('unlabelled, 10.0 %');
  });

  it('draws the runs of answers with frames, times and words', () => {
    const document = createReport(exampleData());
    expect(document).toContain('<title>down: frames 0 to 7, 0.00 s to 0.80 s</title>');
    expect(document).toContain('<title>grasped: frames 8 to 17, 0.80 s to 1.80 s</title>');
    expect(document).toContain('<title>unlabelled: frames 18 to 19, 1.80 s to 2.00 s</title>');
    expect(attributesOf(document, 'aria-label')).toContain(
      'Answers about the bowl: down 0 to 7, grasped 8 to 17, unlabelled 18 to 19',
    );
  });

  it('shades the frames in which the object is held, and breaks the curves where nothing is known', () => {
    const document = createReport(exampleData());
    expect(document).toContain('<rect class="held-span" x="40%" width="50%" height="100%"/>');
    const curves = readTags(document).filter(({ name }) => name === 'path');
    expect(curves).toHaveLength(2);
    for (const { attributes } of curves) expect(attributes.get('d')?.match(/[ML]/g)).toHaveLength(18);
  });

  it('leaves the plot out where no position is known', () => {
    const episode = exampleEpisode({ relations: [null] });
    expect(createReport(exampleData({ tasks: [exampleTask({ episodes: [episode] })] }))).not.toContain(
      '<path',
    );
  });

  it('puts problems on top, the same ones together', () => {
    const problems = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((where) => ({ where, what: 'no position' }));
    const text = readText(createReport(exampleData({ problems })));
    expect(text).toContain('7 problems');
    expect(text.match(/no position/g)).toHaveLength(1);
    expect(text).toContain('a, b, c, d, e and 2 further places');
    expect(text.indexOf('no position')).toBeLessThan(text.indexOf('pick up'));
    expect(readText(createReport(exampleData()))).not.toContain('problem');
  });

  it('shows so many episodes of a task and says how many it left out', () => {
    const episodes = [0, 1, 2, 3].map((index) => exampleEpisode({ index, id: `demo_${index}` }));
    const data = exampleData({ tasks: [exampleTask({ episodes, episodeCount: 50 })], maximumEpisodes: 2 });
    const document = createReport(data);
    expect(readTags(document).filter(({ name }) => name === 'article')).toHaveLength(2);
    expect(readText(document)).toContain('50 episodes, 2 shown and 48 left out');
    expect(readText(document)).toContain('Answers about the bowl, 4 of 50 episodes');
  });

  it('says how many tasks it left out, and counts them', () => {
    const tasks = [exampleTask(), exampleTask({ instruction: 'close the drawer' })];
    const text = readText(createReport(exampleData({ tasks, taskCount: 3_000 })));
    expect(text).toContain('3,000 tasks, 2 shown and 2,998 left out');
    expect(text).toMatch(/tasks\s*3,000/);
    expect(readText(createReport(exampleData({ tasks })))).not.toContain('left out');
  });

  it('takes the counts over all episodes where they are given', () => {
    const object = exampleObject({ counts: { answers: { left: 9_000 }, unlabelled: 1_000 } });
    const text = readText(
      createReport(exampleData({ tasks: [exampleTask({ objects: [object], episodeCount: 9 })] })),
    );
    expect(text).toContain('9,00090.0 %');
    expect(text).toContain('1,000 (10.0 %)');
    expect(text).not.toContain('1 of 9 episodes');
  });

  it('says so where nothing is asked, linked or pictured', () => {
    const plain = exampleTask({
      objects: [],
      episodes: [exampleEpisode({ strip: [], codes: [], relations: [] })],
    });
    const text = readText(
      createReport(exampleData({ tasks: [plain, exampleTask({ objects: [exampleObject()] })] })),
    );
    expect(text).toContain('No object is asked about');
    expect(text).toContain('No pictures of this episode');
    expect(text).toContain('not linked');
  });

  it('survives empty datasets, tasks and episodes', () => {
    const empty = exampleEpisode({ length: 0, fps: 0, codes: [], relations: [], strip: [] });
    const totals = { episodes: 0, frames: 0, labels: 0, unlabelled: 0, answers: {} };
    for (const tasks of [
      [],
      [exampleTask({ episodes: [], episodeCount: 0 })],
      [exampleTask({ episodes: [empty] })],
    ]) {
      const document = createReport(exampleData({ totals, tasks, options: {}, vocabulary: [] }));
      expect(() => readTags(document)).not.toThrow();
      expect(readText(document)).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });

  it('is well-formed for the answers of every formulation', () => {
    for (const formulation of formulations) {
      const { answers } = createAnswerVocabulary({ formulation, close: true });
      const document = createReport(exampleData({ vocabulary: answers }));
      expect(readTags(document).length).toBeGreaterThan(100);
      expect(document).not.toMatch(/NaN|undefined/);
    }
  });

  it('gives the same text for the same data', () => {
    expect(createReport(exampleData())).toBe(createReport(exampleData()));
  });
});

describe('the text of a report', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style></svg><b>&amp;&#60;',
    '--></svg>',
    '{{x}}%s\\u0000',
  ];

  it.each(hostile)('is only text: %s', (text) => {
    const document = createReport(dataWith(text));
    const names = new Set(readTags(document).map(({ name }) => name));
    const expected = new Set(readTags(createReport(dataWith('harmless'))).map(({ name }) => name));
    expect(names).toEqual(expected);
    expect(readText(document)).toContain(text);
    const handlers = readTags(document).flatMap(({ attributes }) => [...attributes.keys()]);
    expect(handlers.filter((name) => name.startsWith('on'))).toEqual([]);
  });

  it('never changes the structure, whatever stands in it', () => {
    const namesOf = (text: string) => new Set(readTags(createReport(dataWith(text))).map(({ name }) => name));
    const expected = namesOf('harmless');
    const markup = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', ';', 'a', '\n') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), markup), (text) => {
        expect(namesOf(text)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the file', () => {
  it('loads nothing from elsewhere and runs nothing', () => {
    const tags = readTags(createReport(dataWith('https://example.org/x.js')));
    const names = tags.map(({ name }) => name);
    for (const name of ['script', 'link', 'iframe', 'object', 'base', 'form'])
      expect(names).not.toContain(name);
    const addresses = tags.flatMap(({ attributes }) =>
      [attributes.get('src') ?? [], attributes.get('href') ?? []].flat(),
    );
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) expect(address).toMatch(/^(data:image\/png;base64,|#task-)/);
  });

  it('has a policy that forbids loading, and a style sheet that does not try', () => {
    const document = createReport(exampleData());
    expect(attributesOf(document, 'content')).toContain(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    );
    const style = /<style>(.*?)<\/style>/s.exec(document)?.[1] ?? '';
    expect(style).toContain('prefers-color-scheme: dark');
    expect(style).not.toMatch(/@import|url\((?!#)/);
  });

  it('carries each picture once, as it is', () => {
    const sources = attributesOf(createReport(exampleData()), 'src');
    expect(sources).toEqual(
      Array(3).fill(`data:image/png;base64,${Buffer.from(onePixel).toString('base64')}`),
    );
  });

  it('takes only the bytes of a picture that is part of a larger buffer', () => {
    const bytes = new Uint8Array(new Uint8Array([9, 9, 1, 2, 3, 9]).buffer, 2, 3);
    const episode = exampleEpisode({ strip: [{ frame: 0, mime: 'image/webp', bytes }] });
    const document = createReport(exampleData({ tasks: [exampleTask({ episodes: [episode] })] }));
    expect(attributesOf(document, 'src')).toEqual(['data:image/webp;base64,AQID']);
  });

  it('stays small for long and restless episodes', () => {
    const length = 20_000;
    const codes = [Uint16Array.from({ length }, (_, frame) => frame % 7)];
    const relations = [Float32Array.from({ length: 3 * length }, (_, place) => Math.sin(place))];
    const episode = exampleEpisode({ length, codes, relations, strip: [] });
    const document = createReport(exampleData({ tasks: [exampleTask({ episodes: [episode] })] }));
    expect(document.length).toBeLessThan(90_000);
  });

  it('needs few bytes beside the pictures', () => {
    expect(createReport(exampleData()).length).toBeLessThan(25_000);
  });
});
