import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Recorded from the authors' own code (Koorye/Inspire-FAST@43e8f4c2); they stand beside the repository, not in it. */
const folder = new URL('../../../../../shared/', import.meta.url);

export const hasGoldens = existsSync(folder);

/** The folder of the FAST+ tokenizer files. */
export const fastFolder = fileURLToPath(new URL('data/fast', folder));

export function readGolden<Content>(name: string): Content {
  const bytes = readFileSync(new URL(`goldens/${name}`, folder));
  return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Content;
}

export function readSamples<Sample>(name: string): readonly Sample[] {
  return readGolden<{ readonly samples: readonly Sample[] }>(`${name}.json.gz`).samples;
}
