import { type Formulation, formulations, InspireError } from '@inspire-vla/adapter';

const placeholder = '[object]';

/**
 * The sentence of each formulation.
 *
 * Source: paper, section 3.1 and Table 3; Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py
 * get_question_template.
 */
export const questionTemplates: Readonly<Record<Formulation, string>> = {
  'direction-1d': `In which direction is ${placeholder} relative to the robot?`,
  'direction-3d': `In which direction is ${placeholder} relative to the robot? x, y, z:`,
  proximity: `What is the distance between the robot and ${placeholder}?`,
  'location-3d': `What is the accurate position of ${placeholder} relative to the robot? x, y, z:`,
  distance: `What is the accurate distance between the robot and ${placeholder}?`,
};

/**
 * The question about an object.
 *
 * @param phrase - as it stands in the question, e.g. "the black bowl".
 * @param template - a sentence of your own, with `[object]` where the phrase goes.
 * @throws InspireError `TEMPLATE_INVALID` for a template without `[object]`, `FORMULATION_UNKNOWN` for a formulation that
 * has no sentence, where no template is given, `PLAN_INVALID` for a phrase without words.
 *
 * @example
 * ```ts
 * import { createQuestion } from '@inspire-vla/prompt-builder';
 *
 * console.log(createQuestion('direction-1d', 'the black bowl'));
 * // In which direction is the black bowl relative to the robot?
 * ```
 */
export function createQuestion(
  formulation: Formulation,
  phrase: string,
  template: string = templateOf(formulation),
): string {
  if (phrase.trim() === '') throw nothingAsked(phrase);
  if (!template.includes(placeholder)) {
    throw new InspireError({
      code: 'TEMPLATE_INVALID',
      message: 'the question template has no place for the object',
      at: template,
      fix: `write ${placeholder} where the object's phrase goes`,
    });
  }
  return template.replaceAll(placeholder, () => phrase);
}

function nothingAsked(phrase: string): InspireError {
  return new InspireError({
    code: 'PLAN_INVALID',
    message: `${JSON.stringify(phrase)} is nothing to ask about`,
    at: 'phrase',
    fix: 'give the phrase of an object, such as "the black bowl"',
  });
}

/** A name from outside, such as a file or plain JavaScript, may be none of the known ones. */
function templateOf(formulation: Formulation): string {
  if (Object.hasOwn(questionTemplates, formulation)) return questionTemplates[formulation];
  throw new InspireError({
    code: 'FORMULATION_UNKNOWN',
    message: `there is no formulation ${formulation}`,
    at: 'formulation',
    fix: `use one of: ${formulations.join(', ')}`,
  });
}
