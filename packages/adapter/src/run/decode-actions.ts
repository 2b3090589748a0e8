import type { ActionStop } from '../actions.js';
import { type Choice, chooseGreedy, chooseSampled } from './choose.js';
import type { Sender } from './sender.js';

/** How action ids are chosen. */
export interface Sampling {
  /** 0 takes the likeliest id. */
  readonly temperature: number;
  readonly random: () => number;
}

/** The ids of an action slot, by the adapter's stop rule; an end id is not among them. */
export async function decodeActions(
  stop: ActionStop,
  sampling: Sampling,
  first: Float32Array,
  sender: Sender,
): Promise<readonly Choice[]> {
  const { temperature, random } = sampling;
  const maximum = stop.kind === 'length' ? stop.length : stop.maximumLength;
  const choices: Choice[] = [];
  let row = first;
  while (choices.length < maximum) {
    const choice = temperature === 0 ? chooseGreedy(row) : chooseSampled(row, temperature, random);
    if (stop.kind === 'token' && stop.ids.includes(choice.id)) break;
    choices.push(choice);
    if (choices.length === maximum) break;
    const outgoing = { ids: [choice.id], attentions: ['causal'], images: [] } as const;
    row = (await sender.send(outgoing, [0]))(0);
  }
  return choices;
}
