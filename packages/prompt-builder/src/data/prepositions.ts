/** What a preposition makes of the object after it. */
export type PrepositionKind = 'goal' | 'place' | 'beside' | 'source' | 'tool' | 'part' | 'between';

/**
 * Prepositions by their words. `goal` names where something goes, `place` where it stands or goes, `beside` a
 * landmark, `source` where it comes from, `tool` what it is done with, `part` belongs to the noun before it.
 */
export const prepositions: Readonly<Record<string, PrepositionKind>> = {
  into: 'goal',
  onto: 'goal',
  to: 'goal',
  towards: 'goal',
  toward: 'goal',
  through: 'goal',
  over: 'goal',
  above: 'place',
  across: 'goal',
  against: 'goal',
  'over to': 'goal',
  'up to': 'goal',
  in: 'place',
  on: 'place',
  upon: 'place',
  at: 'place',
  inside: 'place',
  within: 'place',
  under: 'place',
  underneath: 'place',
  beneath: 'place',
  below: 'place',
  atop: 'place',
  'inside of': 'place',
  'on to': 'goal',
  'in to': 'goal',
  'in between': 'between',
  between: 'between',
  'next to': 'beside',
  'close to': 'beside',
  'closer to': 'beside',
  'adjacent to': 'beside',
  near: 'beside',
  nearby: 'beside',
  by: 'beside',
  beside: 'beside',
  behind: 'beside',
  around: 'beside',
  along: 'beside',
  'in front of': 'beside',
  'to in front of': 'beside',
  'left of': 'beside',
  'right of': 'beside',
  'away from': 'source',
  from: 'source',
  off: 'source',
  'off of': 'source',
  'out of': 'source',
  with: 'tool',
  using: 'tool',
  of: 'part',
  for: 'part',
};

/** The longest preposition has so many words. */
export const longestPreposition = 4;
