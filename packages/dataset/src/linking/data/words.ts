/** Words that a body's name may have in place of a phrase's word. The phrase's own word always counts too. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  cabinet: ['shelf', 'cupboard'],
  cupboard: ['cabinet'],
  shelf: ['shelves', 'bookshelf'],
  pan: ['frypan', 'skillet', 'saucepan'],
  skillet: ['frypan', 'pan'],
  rack: ['holder'],
  white: ['porcelain'],
  mug: ['cup'],
  cup: ['mug'],
  can: ['tin'],
  box: ['carton', 'case'],
  bin: ['basket', 'trashcan'],
  burner: ['stove'],
  grey: ['gray'],
  gray: ['grey'],
  knob: ['button', 'switch'],
  button: ['knob', 'switch'],
  cube: ['block', 'box'],
  block: ['cube'],
};

/** Colours: a phrase that names one is never linked to a body of another. */
export const colours: readonly string[] =
  'black blue brown gray green grey orange pink porcelain purple red silver white yellow golden cyan'.split(
    ' ',
  );

/** Words for what something is packed in: "the cream cheese box" may be called `cream_cheese`. */
export const packages: readonly string[] =
  'box bottle can carton pack packet package container jar tin bag tube bar cup'.split(' ');

/** Beginnings of body names that are no objects of a task. */
export const sceneryPrefixes: readonly string[] =
  'robot gripper mount world table floor main_table kitchen_table living_room_table study_table coffee_table wall camera left_eef right_eef'.split(
    ' ',
  );

/** Endings of body names that say nothing. */
export const bodySuffixes: readonly string[] = 'main root base link body geom object obj'.split(' ');

/** Words that say where an object stands; they choose among bodies of the same name. */
export const sides: Readonly<Record<string, 'left' | 'right' | 'front' | 'back' | 'middle'>> = {
  left: 'left',
  leftmost: 'left',
  right: 'right',
  rightmost: 'right',
  front: 'front',
  frontmost: 'front',
  back: 'back',
  rear: 'back',
  middle: 'middle',
  center: 'middle',
  centre: 'middle',
  central: 'middle',
};

/** How a place after a preposition chooses among bodies. */
export type Relation =
  | 'beside'
  | 'between'
  | 'on'
  | 'in'
  | 'under'
  | 'behind'
  | 'ahead'
  | 'left'
  | 'right'
  | 'far'
  | 'part';

/** Prepositions after which a phrase goes on with a place or an owner, and what they mean. */
export const relations: Readonly<Record<string, Relation>> = {
  'in front of': 'ahead',
  'to the left of': 'left',
  'on the left of': 'left',
  'on the left side of': 'left',
  'left of': 'left',
  'to the right of': 'right',
  'on the right of': 'right',
  'on the right side of': 'right',
  'right of': 'right',
  'farthest from': 'far',
  'furthest from': 'far',
  'next to': 'beside',
  'close to': 'beside',
  'closest to': 'beside',
  'nearest to': 'beside',
  'adjacent to': 'beside',
  'on top of': 'on',
  'in between': 'between',
  between: 'between',
  beside: 'beside',
  behind: 'behind',
  inside: 'in',
  under: 'under',
  below: 'under',
  from: 'beside',
  near: 'beside',
  by: 'beside',
  at: 'beside',
  in: 'in',
  of: 'part',
  on: 'on',
};

/** Words of no weight. */
export const fillers: readonly string[] =
  'the a an both and two top bottom middle one of that is which are was lying standing placed sitting located its upper lower'.split(
    ' ',
  );

/** Drawers of a cabinet, from the top. */
export const drawerLevels: readonly string[] = ['cabinet_top', 'cabinet_middle', 'cabinet_bottom'];

/** Words that tell which drawer is meant: its place in {@link drawerLevels}. */
export const drawerWords: Readonly<Record<string, number>> = {
  top: 0,
  upper: 0,
  uppermost: 0,
  first: 0,
  middle: 1,
  second: 1,
  central: 1,
  bottom: 2,
  lower: 2,
  lowest: 2,
  third: 2,
};
