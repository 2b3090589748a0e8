import type { Column, Episode, EpisodeSource, Feature } from '@inspire-vla/dataset';
import { describePart, namesOf, type Part, widthOf } from './feature-part.js';
import { openingsOfChanges } from './gripper-changes.js';

/** A feature that is made of parts of others. */
export interface Composition {
  /** e.g. `inspire.actions`. */
  readonly name: string;
  readonly parts: readonly Part[];
  /** Whether the last number is a gripper's change, which becomes 1 open … 0 closed. */
  readonly hasChanges: boolean;
}

/** A source that has composed features, too, in place of any of their names; `omitted` says what they are made of. */
export function composeSource(source: EpisodeSource, compositions: readonly Composition[]): EpisodeSource {
  if (compositions.length === 0) return source;
  const byName = new Map(compositions.map((composition) => [composition.name, composition]));
  return {
    ...source,
    features: [...source.features.filter(({ name }) => !byName.has(name)), ...compositions.map(featureOf)],
    omitted: [...source.omitted, ...compositions.map(describe)],
    willRead(names, plan) {
      const read = names.flatMap(
        (name) => byName.get(name)?.parts.flatMap(({ feature }) => feature?.name ?? []) ?? name,
      );
      source.willRead?.([...new Set(read)], plan);
    },
    async open(index) {
      const episode = await source.open(index);
      return {
        ...episode,
        async column(name) {
          const composition = byName.get(name);
          return composition === undefined ? episode.column(name) : composeColumn(episode, composition);
        },
      };
    },
  };
}

/** The numbers of some parts over an episode, side by side. */
export async function readParts(
  episode: Pick<Episode, 'length' | 'column'>,
  parts: readonly Part[],
): Promise<Float64Array> {
  const { length } = episode;
  const width = totalOf(parts);
  const values = new Float64Array(length * width);
  let offset = 0;
  for (const part of parts) {
    const numberAt = await readerOf(episode, part);
    const own = widthOf(part);
    for (let row = 0; row < length; row += 1) {
      for (let place = 0; place < own; place += 1)
        values[row * width + offset + place] = numberAt(row, place);
    }
    offset += own;
  }
  return values;
}

async function readerOf(
  episode: Pick<Episode, 'length' | 'column'>,
  part: Part,
): Promise<(row: number, place: number) => number> {
  if (part.feature === null) return () => part.constant;
  const { feature, start } = part;
  const column = await episode.column(feature.name);
  const step = column.length / Math.max(1, episode.length);
  return (row, place) => Number(column[row * step + start + place]);
}

async function composeColumn(episode: Episode, { parts, hasChanges }: Composition): Promise<Column> {
  const values = await readParts(episode, parts);
  if (hasChanges) {
    const width = totalOf(parts);
    const changes = values.filter((_, place) => place % width === width - 1);
    for (const [row, opening] of openingsOfChanges(changes).entries())
      values[row * width + width - 1] = opening;
  }
  return Float32Array.from(values);
}

function featureOf({ name, parts, hasChanges }: Composition): Feature {
  const recorded = parts.flatMap(namesOf);
  const names = hasChanges ? [...recorded.slice(0, -1), 'gripper_open'] : recorded;
  return { name, type: 'float32', shape: [names.length], names };
}

function describe({ name, parts, hasChanges }: Composition): string {
  const made = `${name}: made of ${parts.map(describePart).join(', ')}`;
  return hasChanges
    ? `${made}; its gripper, told as changes (+1 closes, −1 opens, 0 leaves it), is 1 open … 0 closed`
    : made;
}

function totalOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + widthOf(part), 0);
}
