import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '../episode.js';
import { isHidden } from '../is-hidden.js';
import { readObjectsOfInterest } from '../linking/objects-of-interest.js';
import { missingEpisode } from '../missing-episode.js';
import type { OpenOptions } from '../open-options.js';
import { readInOrder } from '../read-in-order.js';
import { describeAbsent } from './absent.js';
import { type Demonstration, describeDemonstration } from './demonstration.js';
import { describeWritten, orderWritten } from './described-files.js';
import { readDescription } from './description.js';
import { noFiles } from './errors.js';
import { type Hdf5File, openHdf5, reopenHdf5 } from './hdf5-file.js';
import { createHdf5Library, type Hdf5Library } from './hdf5-library.js';
import { statedInstruction } from './instruction.js';
import { featuresOf, type Layout, omittedOf } from './layout.js';
import { openEpisode } from './open-episode.js';
import { demonstrationsOf, otherDatasets, refuseRobosuite } from './other-datasets.js';
import { hdf5Files } from './recognize.js';
import { infoFolder } from './scene.js';

/** Of all files of a source together. */
const mostKeptBytes = 32 * 2 ** 20;

/** Control frequency of LIBERO's environments, Hz. */
const framesPerSecond = 20;

/**
 * Opens LIBERO demonstrations: the original layout, or the one that the InSpire authors regenerate, with no-ops
 * dropped, observations before actions, and object infos for every step.
 *
 * @param path - one HDF5 file, or a folder of them, all of one layout.
 * @throws InspireError `DATASET_MISSING`, `DATASET_CORRUPT`, or `DATASET_UNSUPPORTED` for a folder of mixed layouts,
 * for kinematics of files without a model, and for links, filters and numbers that are not read.
 *
 * @example
 * ```ts no-run
 * import { openLiberoHdf5 } from '@inspire-vla/dataset';
 *
 * const source = await openLiberoHdf5('libero_goal', { noOps: 'drop' });
 * const scene = await (await source.open(0)).scene();
 * console.log(source.episodes.length, scene?.bodies);
 * await source.close();
 * ```
 */
export async function openLiberoHdf5(path: string, options: OpenOptions = {}): Promise<EpisodeSource> {
  const library = createHdf5Library();
  try {
    const source = await openLiberoWith(library, path, options);
    return { ...source, close: () => library.close() };
  } catch (error) {
    await library.close();
    throw error;
  }
}

/** The same with a library that stays open. */
export async function openLiberoWith(
  library: Hdf5Library,
  path: string,
  options: OpenOptions,
): Promise<EpisodeSource> {
  const files = await hdf5Files(path);
  if (files.length === 0) throw noFiles(path);
  const demonstrations: Demonstration[] = [];
  const kept = new Map<string, Hdf5File>();
  let left = mostKeptBytes;
  let others: readonly string[] = [];
  for (const path of files) {
    const file = await openHdf5(library, path);
    const described = await describeFile(file, options, demonstrations[0]?.absent);
    const [first] = described;
    if (demonstrations.length === 0 && first?.description === null)
      others = await otherDatasets(file, first.group);
    demonstrations.push(...described);
    if (file.keptBytes === 0 || file.keptBytes > left) continue;
    kept.set(path, file);
    left -= file.keptBytes;
  }
  const layout = layoutOf(demonstrations);
  const infoFiles = await infoFilesBeside(files);
  const ordered = layout === 'described' ? orderWritten(demonstrations) : demonstrations;
  return createSource(path, {
    library,
    files: [...files, ...infoFiles],
    kept,
    demonstrations: ordered,
    layout,
    others,
    options,
  });
}

/** The object infos of regenerated demonstrations, which stand in files of their own. */
async function infoFilesBeside([first = '']: readonly string[]): Promise<readonly string[]> {
  const folder = join(dirname(first), infoFolder);
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names
    .filter((name) => name.endsWith('.json') && !isHidden(name))
    .sort()
    .map((name) => join(folder, name));
}

interface Opened {
  readonly library: Hdf5Library;
  readonly files: readonly string[];
  /** Those whose small datasets are in memory already: to ask a file again takes as long as to read it. */
  readonly kept: ReadonlyMap<string, Hdf5File>;
  readonly demonstrations: readonly Demonstration[];
  readonly layout: Layout;
  /** What else the first demonstration has, with the reason why it is not handed on. */
  readonly others: readonly string[];
  readonly options: OpenOptions;
}

function createSource(path: string, opened: Opened): EpisodeSource {
  const { library, files, kept, demonstrations, layout, others, options } = opened;
  const { description: described, absent = new Set<string>() } = demonstrations[0] ?? {};
  const openInOrder = readInOrder(
    async (index) => {
      const demonstration = demonstrations[index];
      if (demonstration === undefined) throw missingEpisode(path, index, demonstrations.length);
      const file = kept.get(demonstration.file) ?? (await reopenHdf5(library, demonstration.file));
      await file.preload(demonstration.group, 'load');
      return openEpisode(file, demonstration, options.positions ?? 'auto');
    },
    (index) => index < demonstrations.length,
  );
  return {
    format: 'libero-hdf5',
    fps: described?.fps ?? framesPerSecond,
    robotType: described ? described.robotType : 'panda',
    ...folderOf(path, files, layout),
    files,
    features:
      described?.features.map(({ name, type, shape, names }) => ({ name, type, shape, names })) ??
      featuresOf(layout, absent),
    episodes: demonstrations.map(({ summary }) => summary),
    omitted: [...omittedOf(layout), ...describeAbsent(absent), ...others, ...droppedOf(demonstrations)],
    open: async (index) => openInOrder(index),
    close: async () => {},
  };
}

/** Of a file that was not written here, nothing tells that what stands in its folder is about it. */
function folderOf(path: string, files: readonly string[], layout: Layout): Pick<EpisodeSource, 'folder'> {
  if (!files.includes(path)) return { folder: path };
  return layout === 'described' ? { folder: dirname(path) } : {};
}

async function describeFile(
  file: Hdf5File,
  { positions, noOps }: OpenOptions,
  known: ReadonlySet<string> | undefined,
): Promise<readonly Demonstration[]> {
  const { path } = file;
  const demos = await demonstrationsOf(file);
  const description = await readDescription(file);
  if (description !== null) {
    // Files of this package's own writer hold positions, and no model.
    if (positions === 'kinematics') throw withoutModel(path, demos[0] ?? '');
    if (noOps === 'drop') throw keepsAllFrames(path);
    return describeWritten(file, demos, description);
  }
  await refuseRobosuite(file, demos);
  const described: Demonstration[] = [];
  const attributes = await file.attributes('data');
  const objectsOfInterest = readObjectsOfInterest(String(attributes.get('bddl_file_content') ?? ''));
  const instruction = statedInstruction(path, attributes);
  for (const demo of [...demos].sort(byNumber)) {
    const layout = await recognizeLayout(file, `data/${demo}`);
    if (layout !== 'original' && positions === 'kinematics') throw withoutModel(path, demo);
    const absent = known ?? described[0]?.absent;
    const context = { layout, instruction, objectsOfInterest, dropsNoOps: noOps === 'drop', absent };
    described.push(await describeDemonstration(file, demo, context));
  }
  return described;
}

/** Only LIBERO's own files have attributes; without them, observations stand before actions. */
async function recognizeLayout(file: Hdf5File, group: string): Promise<Layout> {
  if (await file.has(`${group}/object_infos`)) return 'regenerated';
  return (await file.hasAttribute(group, 'model_file')) ? 'original' : 'replayed';
}

/** The one layout of all demonstrations: their features differ. */
function layoutOf(demonstrations: readonly Demonstration[]): Layout {
  const [first] = demonstrations;
  const other = demonstrations.find(({ layout }) => layout !== first?.layout);
  if (first === undefined || other === undefined) return first?.layout ?? 'regenerated';
  throw new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: `demonstrations of the ${first.layout} and the ${other.layout} layout stand side by side`,
    at: `${first.file}, ${first.group} and ${other.file}, ${other.group}`,
    fix: 'open the files of one layout at a time',
  });
}

/** How many steps have become no frame. */
function droppedOf(demonstrations: readonly Demonstration[]): readonly string[] {
  const steps = demonstrations.reduce((sum, demonstration) => sum + demonstration.steps, 0);
  const frames = demonstrations.reduce((sum, { summary }) => sum + summary.length, 0);
  return steps === frames ? [] : [`no-ops: ${steps - frames} of ${steps} frames, whose action does nothing`];
}

/** `demo_2` before `demo_10`. */
function byNumber(one: string, other: string): number {
  return Number(/\d+$/.exec(one)?.[0] ?? 0) - Number(/\d+$/.exec(other)?.[0] ?? 0);
}

function withoutModel(path: string, demo: string): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: 'the demonstration has no model, from which positions could be computed',
    at: `${path}, data/${demo}, attribute model_file`,
    fix: 'give the original LIBERO file, or use the positions that were recorded',
  });
}

function keepsAllFrames(path: string): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: 'of files that were written here all frames are kept, also those whose action does nothing',
    at: path,
    fix: 'drop them where the original LIBERO files are read (--drop-no-ops, noOps)',
  });
}
