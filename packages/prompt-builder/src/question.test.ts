import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Formulation } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { createQuestion, questionTemplates } from './question.js';

const goldens = join(import.meta.dirname, '../../../../shared/goldens/direction_labels.json');

/** The authors' names of the formulations. */
const authorsModes = {
  'direction-1d': 'coarse_direction',
  'direction-3d': 'coarse_direction_3d',
  proximity: 'coarse_distance',
  'location-3d': 'fine_direction_3d',
  distance: 'fine_distance',
} as const;

describe('questionTemplates', () => {
  it('has the sentences of the paper', () => {
    expect(createQuestion('direction-1d', 'the red mug')).toBe(
      'In which direction is the red mug relative to the robot?',
    );
    expect(createQuestion('distance', 'the red mug')).toBe(
      'What is the accurate distance between the robot and the red mug?',
    );
  });

  it.each(['', '  '])('asks nothing about %j', (phrase) => {
    expect(() => createQuestion('direction-1d', phrase)).toThrow(
      expect.objectContaining({ code: 'PLAN_INVALID', at: 'phrase' }),
    );
  });

  it('names the known formulations where another is asked for', () => {
    for (const name of ['bogus', 'toString']) {
      expect(() => createQuestion(name as Formulation, 'the cup')).toThrow(
        expect.objectContaining({
          code: 'FORMULATION_UNKNOWN',
          message: `there is no formulation ${name}`,
          fix: 'use one of: direction-1d, direction-3d, proximity, location-3d, distance',
        }),
      );
    }
  });

  it.skipIf(!existsSync(goldens))("has the authors' sentences, to the letter", () => {
    const recorded = JSON.parse(readFileSync(goldens, 'utf8')) as {
      readonly question_templates: Readonly<Record<string, string>>;
    };
    for (const [formulation, mode] of Object.entries(authorsModes)) {
      const ours = questionTemplates[formulation as keyof typeof authorsModes];
      expect(ours.replace('[object]', '{}')).toBe(recorded.question_templates[mode]);
    }
  });
});
