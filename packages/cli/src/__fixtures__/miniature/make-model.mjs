// Puts a miniature model folder together: the graphs of onnx-session's fixture `minivla` (random weights; its 373 rows are the ids here), with
// an adapter and a tokenizer of their size. Run: node make-model.mjs DIRECTORY [plain|unasked|turned]; `plain` has one camera,
// no state; `unasked` was trained without questions; `turned` has the gripper open at 1, its robot closed.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const graphs = fileURLToPath(new URL('../../../../onnx-session/src/__fixtures__/minivla', import.meta.url));

const bounds = (size) => {
  const all = (value) => Array(size).fill(value);
  const common = { mean: all(0), std: all(1), max: all(1), min: all(-1), q01: all(-1), q99: all(1) };
  return { ...common, mask: all(true) };
};
const statistics = (isPlain) => {
  const proprio = isPlain ? {} : { proprio: bounds(8) };
  return { miniature: { action: bounds(7), ...proprio, num_transitions: 1, num_trajectories: 1 } };
};

/** Writes the folder and gives its path. */
export function makeModel(directory, kind = 'full') {
  const isPlain = kind === 'plain';
  mkdirSync(directory, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(graphs, 'inspire-model.json'), 'utf8'));
  const { embedTokens, decoder, visionEncoder } = manifest.graphs;
  for (const file of [embedTokens, decoder, visionEncoder]) copyFileSync(join(graphs, file), join(directory, file));
  for (const file of ['adapter.mjs', 'tokenizer.json']) copyFileSync(join(here, file), join(directory, file));
  writeFileSync(join(directory, 'dataset_statistics.json'), JSON.stringify(statistics(isPlain)));
  const files = [embedTokens, decoder, visionEncoder, 'adapter.mjs', 'tokenizer.json', 'dataset_statistics.json'];
  const described = {
    ...manifest,
    name: 'miniature',
    training: {
      ...{ ...manifest.training, questions: kind !== 'unasked' },
      actionGripper: kind === 'turned' ? 'closed-is-one' : null,
    },
    variant: kind === 'turned' ? 'open-is-one' : null,
    vocabulary: { size: rowsOf(join(graphs, manifest.vocabulary.kept)), kept: null },
    images: { ...manifest.images, cameras: isPlain ? ['primary'] : ['primary', 'wrist'] },
    adapter: './adapter.mjs',
    tokenizer: './',
    codec: null,
    statistics: 'dataset_statistics.json',
    files: Object.fromEntries(files.map((file) => [file, describe(join(directory, file))])),
  };
  writeFileSync(join(directory, 'inspire-model.json'), JSON.stringify(described, null, 2));
  return directory;
}

/** Rows of the embedding: the ids that were kept, those that adjoin as [first, last]. */
function rowsOf(file) {
  const runs = JSON.parse(readFileSync(file, 'utf8'));
  return runs.reduce((sum, run) => sum + (Array.isArray(run) ? run[1] - run[0] + 1 : 1), 0);
}

function describe(file) {
  const bytes = readFileSync(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeModel(process.argv[2], process.argv[3]);
