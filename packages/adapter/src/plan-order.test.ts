import { describe, expect, it } from 'vitest';
import { examplePlan } from './__fixtures__/test-adapter.js';
import { orderOf, type Plan, type Turn, withoutQuestions } from './index.js';

const [asked, other, told, acted] = examplePlan.turns as [Turn, Turn, Turn, Turn];
const instructFirst: Plan = { ...examplePlan, turns: [told, asked, other, acted] };

describe('the order of a plan', () => {
  it('is what its turns show, unless it says so itself', () => {
    expect([examplePlan, instructFirst].map(orderOf)).toEqual(['vqa-first', 'instruct-first']);
    expect(orderOf({ ...instructFirst, order: 'vqa-first' })).toBe('vqa-first');
  });

  it('stays when the questions go', () => {
    const plain = [examplePlan, instructFirst].map(withoutQuestions);
    expect(plain.map(({ order }) => order)).toEqual(['vqa-first', 'instruct-first']);
    for (const { turns } of plain) expect(turns).toEqual([told, acted]);
  });
});
