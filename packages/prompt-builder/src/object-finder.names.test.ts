import { describe, expect, it } from 'vitest';
import { rolesOf } from './__fixtures__/roles-of.js';

describe('verbs in the names of things, without an article', () => {
  it.each([
    ['grab garlic press and wash it', 'garlic press target'],
    ['lay ladle beside bubble wrap', 'ladle target, bubble wrap reference'],
    ['drop flash drive in tin', 'flash drive target, tin destination'],
    ['fetch drip tray', 'drip tray target'],
    ['set ladle near scrub brush', 'ladle target, scrub brush reference'],
    ['fetch guitar pick', 'guitar pick target'],
  ])('belong to them: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['grab cloth fold', 'cloth target'],
    ['push button press lever', 'button fixture, lever fixture'],
    ['go to sink wash ladle', 'sink reference, ladle target'],
    ['peel off label', 'label target'],
    ['move off the mat', 'mat reference'],
  ])('say what is to be done elsewhere: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['set ladle near can', 'ladle target, can reference'],
    ['come as fast as you can', ''],
  ])('are told from auxiliaries: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('a state without a verb', () => {
  it.each([
    ['gizmo in tin', 'gizmo target, tin destination'],
    ['deck of cards on shelf', 'deck of cards target, shelf destination'],
    ['plum and fig in tin', 'plum target, fig target, tin destination'],
    ['the plum in the tin', 'plum in the tin target'],
    ['life in general', ''],
  ])('is to be reached: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});
