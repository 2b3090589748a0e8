import { describe, expect, it } from 'vitest';
import { checkThings } from './check-things.js';
import { createSceneModel } from './scene-model.js';
import type { Thing } from './thing.js';

const box = { name: 'red_box_1', kind: 'box', colour: 'red' } as const;

describe('the things of a scene', () => {
  it('are refused where there is no such kind, colour or name', () => {
    expect(() => checkThings([box])).not.toThrow();
    const wrong: readonly [string, unknown][] = [
      ['things[1].kind', { ...box, kind: 'mug' }],
      ['things[1].kind', { ...box, kind: 'toString' }],
      ['things[1].colour', { ...box, colour: 'pink' }],
      ['things[1].colour', { name: 'red_box_2', kind: 'box' }],
      ['things[1].name', { ...box, name: '' }],
      ['things[1]', null],
    ];
    for (const [at, thing] of wrong) {
      expect(() => createSceneModel([box, thing as Thing])).toThrow(
        expect.objectContaining({ code: 'SCENE_INVALID', at }),
      );
    }
  });
});
