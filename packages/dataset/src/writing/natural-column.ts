import { type Column, type Feature, type FeatureType, type LanguageRow, languageRoles } from '../episode.js';
import { invalidEpisode } from './invalid-episode.js';

/** How values of a type are kept in memory, and which they may be. */
interface NaturalType {
  isNatural(column: Column): boolean;
  /** What the type's values are, for a message. */
  readonly described: string;
  allows(value: number | bigint): boolean;
  convert(values: readonly (number | bigint)[]): Column;
}

const anything = () => true;
const isWithin = (limit: number) => (value: number | bigint) =>
  typeof value === 'bigint'
    ? value >= -limit && value < limit
    : Number.isInteger(value) && value >= -limit && value < limit;

const types: Readonly<Record<Exclude<FeatureType, 'string' | 'language'>, NaturalType>> = {
  float32: {
    isNatural: (column) => column instanceof Float32Array,
    described: 'numbers',
    allows: anything,
    convert: (values) => Float32Array.from(values, Number),
  },
  float64: {
    isNatural: (column) => column instanceof Float64Array,
    described: 'numbers',
    allows: anything,
    convert: (values) => Float64Array.from(values, Number),
  },
  int32: {
    isNatural: (column) => column instanceof Int32Array,
    described: 'integers of 32 bits',
    allows: isWithin(2 ** 31),
    convert: (values) => Int32Array.from(values, Number),
  },
  int64: {
    isNatural: (column) => column instanceof BigInt64Array,
    described: 'integers that a number holds exactly',
    allows: isWithin(2 ** 53),
    convert: (values) => BigInt64Array.from(values, BigInt),
  },
  bool: {
    isNatural: (column) => column instanceof Uint8Array && isTruth(column),
    described: '0 and 1',
    allows: (value) => value === 0 || value === 1,
    convert: (values) => Uint8Array.from(values, Number),
  },
};

/**
 * A column as the typed array of its feature's type, so that what is counted is what is stored.
 *
 * @throws InspireError `EPISODE_INVALID` for a value that the type cannot hold.
 */
export function naturalColumn(column: Column, { name, type }: Feature, episode: number): Column {
  if (type === 'string') return checkTexts(column, name, episode);
  if (type === 'language') return checkDialogue(column, name, episode);
  const natural = types[type];
  if (natural.isNatural(column)) return column;
  const values = Array.from<unknown>(column);
  const wrong = values.findIndex((value) => !isNumber(value) || !natural.allows(value));
  if (wrong < 0) return natural.convert(values as (number | bigint)[]);
  const message = `value ${wrong} is ${String(values[wrong])}; ${type} takes ${natural.described}`;
  throw invalidEpisode(episode, name, message);
}

function isTruth(values: Uint8Array): boolean {
  let all = 0;
  // An iterator over values is far slower, and nearly always it comes to the end.
  for (let place = 0; place < values.length; place += 1) all |= values[place] as number;
  return all <= 1;
}

function checkTexts(column: Column, name: string, episode: number): Column {
  for (let place = 0; place < column.length; place += 1) {
    if (typeof column[place] !== 'string') throw invalidEpisode(episode, name, `value ${place} is no text`);
  }
  return column;
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Styles that are about what a camera sees. */
const viewedStyles: readonly (string | null)[] = ['vqa', 'trace'];

function checkDialogue(column: Column, name: string, episode: number): Column {
  for (const [frame, rows] of Array.from<unknown>(column).entries()) {
    if (!Array.isArray(rows))
      throw invalidEpisode(episode, `${name}, frame ${frame}`, 'it is no list of rows');
    for (const { role, style, camera } of rows as readonly LanguageRow[]) {
      const at = `${name}, frame ${frame}`;
      if (!languageRoles.includes(role))
        throw invalidEpisode(episode, at, `the role ${String(role)} is none`);
      if (viewedStyles.includes(style) !== (camera !== null)) {
        throw invalidEpisode(
          episode,
          at,
          `style ${style} with camera ${camera}: vqa and trace need one, others none`,
        );
      }
    }
  }
  return column;
}
