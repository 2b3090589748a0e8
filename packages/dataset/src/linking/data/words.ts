/** Words that a body's name may have in place of a phrase's word. The phrase's own word always counts too. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  cabinet: ['shelf'],
  pan: ['frypan'],
  rack: ['holder'],
  white: ['porcelain'],
};

/** Colours: a phrase that names one is never linked to a body of another. */
export const colours: readonly string[] = [
  'black',
  'blue',
  'brown',
  'gray',
  'green',
  'grey',
  'orange',
  'pink',
  'porcelain',
  'purple',
  'red',
  'silver',
  'white',
  'yellow',
];

/** Beginnings of body names that are no objects of a task. */
export const sceneryPrefixes: readonly string[] = ['robot', 'gripper', 'mount', 'world', 'table', 'floor'];

/** Words that say where an object stands; they choose among bodies of the same name. */
export const sides: Readonly<Record<string, 'left' | 'right' | 'front' | 'back' | 'middle'>> = {
  left: 'left',
  right: 'right',
  front: 'front',
  back: 'back',
  rear: 'back',
  middle: 'middle',
  center: 'middle',
  centre: 'middle',
};

/** Prepositions after which a phrase goes on with a place, longest first. */
export const placeWords: readonly string[] = [
  'in front of',
  'next to',
  'close to',
  'between',
  'beside',
  'behind',
  'inside',
  'under',
  'from',
  'near',
  'with',
  'at',
  'in',
  'of',
  'on',
];

/** Words of no weight. */
export const fillers: readonly string[] = ['the', 'a', 'an', 'both', 'and', 'top', 'bottom', 'middle', 'one'];

/** Parts of a fixture, by the words that name them, and how the part's body is called. */
export const drawerParts: Readonly<Record<string, string>> = {
  top: 'cabinet_top',
  upper: 'cabinet_top',
  middle: 'cabinet_middle',
  bottom: 'cabinet_bottom',
  lower: 'cabinet_bottom',
};
