import { parquetRows } from '../duckdb/parquet-files.js';
import { identifier } from '../duckdb/quote.js';
import type { Column, Feature } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import { automaticFeatures } from './features.js';
import type { StoredEpisode } from './open-episode.js';
import type { ParquetGuard } from './parquet-guard.js';
import { readColumn } from './read-column.js';

/** Columns of consecutive episodes, read together and before they are asked for. */
export interface ReadAhead {
  /**
   * Says which features will be read of episode after episode.
   *
   * @param others - further columns, which the file may lack.
   */
  want(features: readonly string[], others?: readonly Feature[]): void;
  /** A column of an episode; null where it must be read by itself. */
  column(episode: number, feature: string): Promise<Column | null>;
  /** Waits for what is being read. */
  settle(): Promise<void>;
}

/** Episodes [start, end) that have been read, or are being read. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Rows of the stretch before each episode, and of all. */
  readonly rows: readonly number[];
  /** Over all its episodes; null where the file is not as expected: then each is read by itself, and says why. */
  readonly columns: Promise<ReadonlyMap<string, Column> | null>;
}

/** Bytes of the first stretch, and of the largest: each is four times the one before, as long as all are needed. */
const [firstBytes, mostBytes] = [2 * 2 ** 20, 32 * 2 ** 20];

/** One may be behind, as its last episode is still used, and one is read meanwhile. */
const stretchesKept = 3;

/** Texts have no fixed size; this is assumed of each. */
const bytesOfText = 64;

/** Opening a file costs as much as reading thousands of frames, so episodes are read many at a time. */
export function createReadAhead(
  database: ParquetDatabase,
  episodes: readonly StoredEpisode[],
  features: readonly Feature[],
  guard: ParquetGuard,
): ReadAhead {
  let wanted: readonly Feature[] = [];
  let further: readonly Feature[] = [];
  let stretches: readonly Stretch[] = [];
  let bytes = firstBytes;

  function begin(start: number): Stretch {
    const end = endOfStretch(episodes, start, bytes / Math.max(1, bytesPerRow([...wanted, ...further])));
    // The first is small, and need not wait until the guard has seen all: the next of the same file is told.
    const isToldLater = bytes === firstBytes && episodes[end]?.file === episodes[start]?.file;
    const look = isToldLater ? guard.checkRows : guard.check;
    const columns = readAll(episodes.slice(start, end), look);
    bytes = Math.min(mostBytes, bytes * 4);
    return { start, end, rows: rowsBefore(episodes.slice(start, end)), columns };
  }
  async function readAll(part: readonly StoredEpisode[], look: ParquetGuard['check']) {
    const features = wanted;
    const all = await readStretch(database, part, [...features, ...further], look);
    return all ?? (further.length === 0 ? null : readStretch(database, part, features, look));
  }
  function stretchOf(episode: number): Stretch {
    const known = stretches.find(({ start, end }) => start <= episode && episode < end);
    const found = known ?? begin(episode);
    if (known === undefined) stretches = [found];
    if (found === stretches.at(-1) && found.end < episodes.length) {
      stretches = [...stretches, begin(found.end)].slice(-stretchesKept);
    }
    return found;
  }
  return {
    want(names, others = []) {
      wanted = features.filter(({ name }) => names.includes(name));
      further = others;
      [stretches, bytes] = [[], firstBytes];
    },
    async settle() {
      for (const { columns } of stretches) await columns;
    },
    async column(episode, name) {
      const feature = [...wanted, ...further].find((candidate) => candidate.name === name);
      if (feature === undefined) return null;
      const { start, rows, columns } = stretchOf(episode);
      const column = (await columns)?.get(name);
      if (column === undefined) return null;
      const width = feature.type === 'language' ? 1 : widthOf(feature);
      const [first = 0, end = first] = rows.slice(episode - start, episode - start + 2);
      return ArrayBuffer.isView(column)
        ? column.subarray(first * width, end * width)
        : (column.slice(first * width, end * width) as Column);
    },
  };
}

function widthOf({ shape }: Feature): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

function bytesPerRow(features: readonly Feature[]): number {
  return features.reduce((sum, feature) => {
    const isNumber = feature.type !== 'string' && feature.type !== 'language';
    return sum + widthOf(feature) * (isNumber ? 8 : bytesOfText);
  }, 0);
}

function rowsBefore(episodes: readonly StoredEpisode[]): readonly number[] {
  const rows = [0];
  let sum = 0;
  for (const { summary } of episodes) {
    sum += summary.length;
    rows.push(sum);
  }
  return rows;
}

/** Episodes of one file, or of files of their own, of so many rows, but at least one. */
function endOfStretch(episodes: readonly StoredEpisode[], start: number, rows: number): number {
  const first = episodes[start];
  let [end, sum] = [start + 1, first?.summary.length ?? 0];
  for (; end < episodes.length; end += 1) {
    const next = episodes[end];
    sum += next?.summary.length ?? 0;
    const isShared = next?.counter === 'index' && next.file !== first?.file;
    if (sum > rows || isShared) break;
  }
  return end;
}

async function readStretch(
  database: ParquetDatabase,
  episodes: readonly StoredEpisode[],
  features: readonly Feature[],
  look: ParquetGuard['check'],
): Promise<ReadonlyMap<string, Column> | null> {
  const [first, last] = [episodes[0], episodes.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { file, counter } = first;
  const files = [...new Set(episodes.map((episode) => episode.file))];
  const rows = identifier(counter);
  const where = counter === 'index' ? `WHERE ${rows} >= ${first.from} AND ${rows} < ${last.to}` : '';
  const names = [`CAST(${rows} AS INTEGER)`, ...features.map(selected)];
  // By name, the columns get a type that holds the values of all files; else they would be cast to the first file's.
  const sql = `SELECT ${names.join(', ')} FROM ${parquetRows(files, files.length > 1)} ${where}`;
  try {
    await look(files, file);
    const chunks = await database.chunks(sql, file);
    const count: Feature = { name: counter, type: 'int32', shape: [1], names: null };
    const numbers = await readColumn(count, chunks, 0, file);
    if (!isInOrder(numbers, episodes)) return null;
    const columns = new Map<string, Column>();
    for (const [index, feature] of features.entries()) {
      columns.set(feature.name, await readColumn(feature, chunks, index + 1, file));
    }
    return columns;
  } catch {
    return null;
  }
}

/** A column in SQL. LeRobot's own have types that differ between recorders, and are read as doubles. */
function selected({ name }: Feature): string {
  const isOwn = automaticFeatures.some((feature) => feature.name === name);
  return isOwn ? `CAST(${identifier(name)} AS DOUBLE)` : identifier(name);
}

/** Whether the rows are those of the episodes, one after another. */
function isInOrder(numbers: Column, episodes: readonly StoredEpisode[]): boolean {
  let place = 0;
  for (const { from, to } of episodes) {
    for (let row = from; row < to; row += 1, place += 1) if (numbers[place] !== row) return false;
  }
  return place === numbers.length;
}
