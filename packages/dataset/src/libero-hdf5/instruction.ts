import { basename } from 'node:path';
import { z } from 'zod';
import { corrupt } from './errors.js';

/** The texts of LIBERO's BDDL language are one string, or its words. */
const problemSchema = z.object({ language_instruction: z.union([z.string(), z.array(z.string())]) });

/**
 * The instruction that a LIBERO file is named after: `KITCHEN_SCENE10_close_the_top_drawer_of_the_cabinet_demo.hdf5`
 * is "close the top drawer of the cabinet".
 */
function instructionOf(path: string): string {
  return basename(path)
    .replace(/\.(hdf5|h5)$/i, '')
    .replace(/_demo$/, '')
    .replace(/^[A-Z]+(_[A-Z]+)*_SCENE\d+_/, '')
    .replaceAll('_', ' ')
    .trim();
}

/**
 * The instruction that a file states in its attribute `problem_info`, or the one that it is named after, where it has none:
 * what regenerates files leaves it out.
 *
 * @throws InspireError `DATASET_CORRUPT` where the attribute is not JSON with a `language_instruction`.
 */
export function statedInstruction(path: string, attributes: ReadonlyMap<string, string | number>): string {
  const problem = attributes.get('problem_info');
  if (problem === undefined) return instructionOf(path);
  try {
    const { language_instruction: language } = problemSchema.parse(JSON.parse(String(problem)));
    return (typeof language === 'string' ? language : language.join(' ')).replaceAll('"', '').trim();
  } catch (cause) {
    throw corrupt(path, 'data, attribute problem_info', 'it is no JSON with a language_instruction', cause);
  }
}
