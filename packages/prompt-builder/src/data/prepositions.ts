/**
 * What a preposition makes of the object after it: `goal` names where something goes, `place` where it stands or
 * goes, `beside` a landmark, `source` where it comes from, `tool` what it is done with, `part` belongs to the noun
 * before it, `between` takes two landmarks.
 */
export type PrepositionKind = 'goal' | 'place' | 'beside' | 'source' | 'tool' | 'part' | 'between';

const goal =
  'into|onto|to|towards|toward|through|over|across|against|over to|up to|on to|in to|down to|down into|back to|tothe|back into|back in to|back onto|over onto|over into|down onto|back on to|out to|out onto|along to|up onto|off to|in towards|towrds|around to|past|up|down';
const place =
  'in|on|upon|at|inside|within|under|underneath|beneath|below|above|atop|inside of|back in|back on|down on|down in|back inside|over in|over on|up on|up in|down at|back under|in at|ontop of|ontop|on-top of|onthe|inthe|undr|beneth|insde';
const beside =
  'next to|to left of|to right of|close to|closer to|adjacent to|near|nearby|near to|nearer to|nearest to|closest to|by|beside|besides|behind|around|along|alongside|in front of|to in front of|left of|right of|in back of|opposite|opposite to|opposite of|right next to|just next to|back next to|down next to|ahead of|beyond|parallel to|in line with|facing|furthest from|farthest from|far from|back behind|up against|perpendicular to|around behind|outside|outside of|across from|infront of|in-front of|infront|along side|along side of|alongside of|nextto|next-to|nxt to|nex to|next ot|beside of|besides of|near of|behid|behing|in fron of|in a line with|in a row with|level with|flush with';
const source =
  'away from|from left of|from right of|from|off|off of|out of|out|out from|up from|from inside|from within|from under|from underneath|from behind|from beneath|from on|from in|from next to|from near|from between|from on top of|from atop|from beside|from inside of|down from|back from|up off|up off of|up out of|from off|from above|from below|from in front of|out from behind|out from under|out from underneath|out from beneath|out from inside|out from between|out from beside|fromthe|fom';
const tool = 'with|using|via';
const part =
  'of|for|about|like|containing|shaped like|full of|filled with|made of|made from|made out of|as|per|holding|than';
const between =
  'in between|between|among|amongst|inbetween|in-between|inbetween of|in between of|in-between of|betwen|beetween|beteween';

/** Prepositions of what a goal before them stands under, over or at: "the shelf above the stove". */
export const standingPrepositions: readonly string[] = 'above over below beneath underneath against'.split(
  ' ',
);

/** Prepositions by their words. */
export const prepositions: ReadonlyMap<string, PrepositionKind> = new Map(
  Object.entries({ goal, place, beside, source, tool, part, between }).flatMap(([kind, words]) =>
    words.split('|').map((word) => [word, kind as PrepositionKind] as const),
  ),
);

/** The longest preposition has so many words. */
export const longestPreposition = 4;
