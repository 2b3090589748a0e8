import { InspireError } from '@inspire-vla/adapter';
import { type ModelManifest, manifestName } from './manifest.js';
import { manifestSchema } from './schema.js';

/**
 * Reads the text of an `inspire-model.json`.
 *
 * @param at - where the text comes from, for the error.
 * @throws InspireError `MANIFEST_INVALID`, naming the first member that is wrong.
 */
export function parseManifest(text: string, at: string = manifestName): ModelManifest {
  const result = manifestSchema.safeParse(parseJson(text, at));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const member = issue?.path.join('.') ?? '';
  throw invalid(`${member === '' ? 'the manifest' : member}: ${issue?.message ?? 'is wrong'}`, at);
}

function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('the manifest is no JSON', at, cause);
  }
}

function invalid(message: string, at: string, cause?: unknown): InspireError {
  const fix = 'write it anew with python/export';
  return new InspireError({ code: 'MANIFEST_INVALID', message, at, fix, cause });
}
