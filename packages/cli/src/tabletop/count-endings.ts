import { type EpisodeFailure, episodeFailures } from '@inspire-vla/tabletop';
import type { EndedEarly } from './evaluate.js';

const how: Readonly<Record<EpisodeFailure, string>> = {
  undecodable: 'with what is no action',
  tooLong: 'as what was asked is more than the model’s context holds',
  broken: 'as the physics went wrong',
};

/** A sentence for each way in which episodes ended before their time, where some did. */
export function countEndings(ended: EndedEarly): readonly string[] {
  return episodeFailures.flatMap((kind) =>
    ended[kind] === undefined ? [] : [`${counted(ended[kind])} ended ${how[kind]}`],
  );
}

function counted(episodes: number): string {
  return episodes === 1 ? '1 episode' : `${episodes} episodes`;
}
