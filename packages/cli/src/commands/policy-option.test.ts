import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { namesOfPolicies, parsePolicy } from './policy-option.js';

const root = mkdtempSync(join(tmpdir(), 'policy-option-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('model folders of one name are told apart by the paths that were typed', () => {
  const [one = '', other = '', third = ''] = ['one/model', 'other/model', 'third'].map((name) => {
    const folder = join(root, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'inspire-model.json'), '{}');
    return folder;
  });
  expect(namesOfPolicies(parsePolicy(one), parsePolicy(other))).toEqual([one, other]);
  expect(namesOfPolicies(parsePolicy(one), parsePolicy(third))).toEqual(['model', 'third']);
  expect(namesOfPolicies(parsePolicy('expert'), parsePolicy('random'))).toEqual(['expert', 'random']);
});
