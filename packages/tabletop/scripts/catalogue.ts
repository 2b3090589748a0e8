import type { Goal, TaskFamily, UnseenKind } from '../src/tasks/task.js';

/** A scene in short: things as `colour kind` with the region that they stand in. */
export interface SceneDraft {
  readonly id: string;
  readonly things: Readonly<Record<string, string>>;
  /** Drawers that are open at the start, by the cabinet's words. */
  readonly open?: string;
  /** `beside`, direction in half turns, what comes there. */
  readonly reserved?: readonly (readonly [string, number, string])[];
}

/** A task in short: relations with the words of things. */
export interface TaskDraft {
  readonly scene: string;
  readonly family: TaskFamily;
  readonly instruction: string;
  readonly goals: readonly (readonly [Goal['relation'], string, string?])[];
  readonly plan?: readonly (readonly [Goal['relation'], string, string?])[];
}

/** Regions on the table; right is the viewer's, +y. */
export const regions = {
  left: { x: [-0.06, 0.18], y: [-0.26, -0.03] },
  right: { x: [-0.02, 0.16], y: [0.1, 0.22] },
  centre: { x: [0.02, 0.14], y: [-0.06, 0.08] },
  wide: { x: [-0.06, 0.18], y: [-0.22, 0.22] },
  cabinet: { x: [-0.21, -0.19], y: [0.18, 0.21] },
  stove: { x: [-0.17, -0.13], y: [0.18, 0.22] },
  basket: { x: [0.02, 0.1], y: [0.19, 0.23] },
} as const satisfies Readonly<
  Record<string, { readonly x: readonly number[]; readonly y: readonly number[] }>
>;

export const sceneDrafts: readonly SceneDraft[] = [
  {
    id: 'kitchen-1',
    things: { 'red box': 'left', 'blue can': 'left', 'yellow plate': 'right', 'white plate': 'centre' },
  },
  {
    id: 'kitchen-2',
    things: { 'green box': 'left', 'red cup': 'left', 'white plate': 'right', 'black bowl': 'centre' },
  },
  {
    id: 'kitchen-3',
    things: { 'black bowl': 'left', 'blue box': 'wide', 'white plate': 'centre' },
    reserved: [
      ['white plate', -0.5, 'box'],
      ['white plate', 0, 'box'],
    ],
  },
  { id: 'kitchen-4', things: { 'white bowl': 'left', 'green can': 'left', 'red plate': 'right' } },
  {
    id: 'kitchen-5',
    things: { 'yellow cup': 'left', 'red can': 'left', 'blue plate': 'centre' },
    reserved: [
      ['blue plate', 0.5, 'cup'],
      ['blue plate', 0, 'cup'],
    ],
  },
  {
    id: 'kitchen-6',
    things: { 'orange box': 'left', 'purple cup': 'left', 'green bowl': 'right' },
    reserved: [['green bowl', -0.5, 'cup']],
  },
  { id: 'stack-1', things: { 'red box': 'left', 'blue box': 'left', 'white plate': 'right' } },
  { id: 'stack-2', things: { 'green box': 'left', 'yellow box': 'left', 'black bowl': 'right' } },
  {
    id: 'stack-3',
    things: { 'purple box': 'left', 'orange box': 'centre', 'red cup': 'left' },
    reserved: [['orange box', -0.5, 'cup']],
  },
  {
    id: 'basket-1',
    things: { 'yellow basket': 'basket', 'red can': 'left', 'green box': 'left', 'blue cup': 'left' },
  },
  {
    id: 'basket-2',
    things: { 'white basket': 'basket', 'orange can': 'left', 'purple box': 'left', 'black bowl': 'left' },
  },
  {
    id: 'basket-3',
    things: { 'blue basket': 'basket', 'yellow box': 'left', 'green can': 'left', 'red bowl': 'left' },
  },
  { id: 'drawer-1', things: { 'white cabinet': 'cabinet', 'red box': 'left', 'black bowl': 'left' } },
  {
    id: 'drawer-2',
    things: { 'black cabinet': 'cabinet', 'blue can': 'left', 'green box': 'left' },
    open: 'black cabinet',
  },
  {
    id: 'drawer-3',
    things: { 'yellow cabinet': 'cabinet', 'purple box': 'left', 'white cup': 'left' },
    open: 'yellow cabinet',
  },
  { id: 'drawer-4', things: { 'orange cabinet': 'cabinet', 'green can': 'left', 'red plate': 'left' } },
  { id: 'stove-1', things: { 'black stove': 'stove', 'white bowl': 'left', 'red box': 'left' } },
  { id: 'stove-2', things: { 'white stove': 'stove', 'blue bowl': 'left', 'yellow can': 'left' } },
  { id: 'stove-3', things: { 'red stove': 'stove', 'green cup': 'left', 'black plate': 'centre' } },
];

const on = (scene: string, object: string, target: string): TaskDraft => ({
  scene,
  family: 'put-on',
  instruction: `put the ${object} on the ${target}`,
  goals: [['on', object, target]],
});

const into = (scene: string, object: string, target: string): TaskDraft => ({
  scene,
  family: 'put-in',
  instruction: `put the ${object} in the ${target}`,
  goals: [['in', object, target]],
});

const beside = (scene: string, object: string, words: string, target: string): TaskDraft => ({
  scene,
  family: 'place-beside',
  instruction: `place the ${object} ${words} the ${target}`,
  goals: [[besideRelations[words] ?? 'next-to', object, target]],
});

const besideRelations: Readonly<Record<string, Goal['relation']>> = {
  'to the left of': 'left-of',
  'to the right of': 'right-of',
  'in front of': 'in-front-of',
  behind: 'behind',
};

const stack = (scene: string, object: string, target: string): TaskDraft => ({
  scene,
  family: 'stack',
  instruction: `stack the ${object} on the ${target}`,
  goals: [['on', object, target]],
});

const part = (
  scene: string,
  family: TaskFamily,
  instruction: string,
  goals: TaskDraft['goals'],
  plan?: TaskDraft['plan'],
): TaskDraft => ({ scene, family, instruction, goals, ...(plan === undefined ? {} : { plan }) });

export const seenDrafts: readonly TaskDraft[] = [
  on('kitchen-1', 'red box', 'yellow plate'),
  on('kitchen-1', 'blue can', 'white plate'),
  into('kitchen-2', 'green box', 'black bowl'),
  on('kitchen-2', 'red cup', 'white plate'),
  on('kitchen-3', 'black bowl', 'white plate'),
  beside('kitchen-3', 'blue box', 'to the left of', 'white plate'),
  on('kitchen-4', 'white bowl', 'red plate'),
  into('kitchen-4', 'green can', 'white bowl'),
  beside('kitchen-5', 'yellow cup', 'to the right of', 'blue plate'),
  on('kitchen-5', 'red can', 'blue plate'),
  beside('kitchen-6', 'purple cup', 'next to', 'green bowl'),
  into('kitchen-6', 'orange box', 'green bowl'),
  stack('stack-1', 'red box', 'blue box'),
  on('stack-1', 'blue box', 'white plate'),
  stack('stack-2', 'green box', 'yellow box'),
  into('stack-2', 'yellow box', 'black bowl'),
  stack('stack-3', 'purple box', 'orange box'),
  beside('stack-3', 'red cup', 'to the left of', 'orange box'),
  into('basket-1', 'red can', 'yellow basket'),
  into('basket-1', 'blue cup', 'yellow basket'),
  into('basket-2', 'orange can', 'white basket'),
  into('basket-2', 'black bowl', 'white basket'),
  into('basket-3', 'yellow box', 'red bowl'),
  part('basket-3', 'two-step', 'put the yellow box and the green can in the blue basket', [
    ['in', 'yellow box', 'blue basket'],
    ['in', 'green can', 'blue basket'],
  ]),
  part('drawer-1', 'drawer', 'open the drawer of the white cabinet', [['open', 'white cabinet drawer']]),
  on('drawer-1', 'red box', 'white cabinet'),
  part('drawer-2', 'drawer', 'close the drawer of the black cabinet', [['closed', 'black cabinet drawer']]),
  part('drawer-2', 'put-in', 'put the blue can in the drawer of the black cabinet', [
    ['in', 'blue can', 'black cabinet drawer'],
  ]),
  part('drawer-3', 'put-in', 'put the white cup in the drawer of the yellow cabinet', [
    ['in', 'white cup', 'yellow cabinet drawer'],
  ]),
  part('drawer-3', 'two-step', 'put the purple box in the drawer of the yellow cabinet and close it', [
    ['in', 'purple box', 'yellow cabinet drawer'],
    ['closed', 'yellow cabinet drawer'],
  ]),
  part(
    'drawer-4',
    'two-step',
    'open the drawer of the orange cabinet and put the green can in it',
    [['in', 'green can', 'orange cabinet drawer']],
    [
      ['open', 'orange cabinet drawer'],
      ['in', 'green can', 'orange cabinet drawer'],
    ],
  ),
  on('drawer-4', 'green can', 'red plate'),
  part('stove-1', 'button', 'press the button of the black stove', [['pressed', 'black stove button']]),
  on('stove-1', 'white bowl', 'black stove'),
  on('stove-2', 'yellow can', 'white stove'),
  part('stove-2', 'two-step', 'put the blue bowl on the white stove and press the button', [
    ['on', 'blue bowl', 'white stove'],
    ['pressed', 'white stove button'],
  ]),
  part('stove-3', 'button', 'press the button of the red stove', [['pressed', 'red stove button']]),
  part('stove-3', 'two-step', 'press the button of the red stove and put the green cup on the black plate', [
    ['pressed', 'red stove button'],
    ['on', 'green cup', 'black plate'],
  ]),
];

/** A change of a seen scene: mirrored, or with other colours. */
export interface UnseenDraft extends TaskDraft {
  readonly kind: UnseenKind;
  readonly isMirrored?: boolean;
  readonly colours?: Readonly<Record<string, string>>;
}

const otherTasks: readonly TaskDraft[] = [
  on('kitchen-1', 'red box', 'white plate'),
  on('kitchen-1', 'blue can', 'yellow plate'),
  on('kitchen-2', 'green box', 'white plate'),
  into('basket-3', 'green can', 'red bowl'),
  on('kitchen-5', 'yellow cup', 'blue plate'),
  on('stack-1', 'red box', 'white plate'),
  stack('stack-2', 'yellow box', 'green box'),
  into('basket-1', 'green box', 'yellow basket'),
  into('basket-2', 'purple box', 'white basket'),
  on('drawer-1', 'black bowl', 'white cabinet'),
  part('drawer-2', 'put-in', 'put the green box in the drawer of the black cabinet', [
    ['in', 'green box', 'black cabinet drawer'],
  ]),
  on('stove-1', 'red box', 'black stove'),
];

/** Seen tasks, by instruction, that are asked again with left and right exchanged. */
const mirrored: readonly string[] = [
  'put the red box on the yellow plate',
  'put the green box in the black bowl',
  'put the white bowl on the red plate',
  'place the yellow cup to the right of the blue plate',
  'stack the red box on the blue box',
  'put the red can in the yellow basket',
  'put the black bowl in the white basket',
  'open the drawer of the white cabinet',
  'put the blue can in the drawer of the black cabinet',
  'press the button of the black stove',
];

/** Scenes with colours that their kinds never have in training, and what is asked there. */
const recoloured: readonly (readonly [TaskDraft, Readonly<Record<string, string>>])[] = [
  [on('kitchen-1', 'black box', 'green plate'), { 'red box': 'black box', 'yellow plate': 'green plate' }],
  [
    on('kitchen-1', 'purple can', 'orange plate'),
    { 'blue can': 'purple can', 'white plate': 'orange plate' },
  ],
  [into('kitchen-2', 'white box', 'orange bowl'), { 'green box': 'white box', 'black bowl': 'orange bowl' }],
  [
    on('kitchen-4', 'yellow bowl', 'purple plate'),
    { 'white bowl': 'yellow bowl', 'red plate': 'purple plate' },
  ],
  [on('kitchen-5', 'white can', 'green plate'), { 'red can': 'white can', 'blue plate': 'green plate' }],
  [stack('stack-1', 'black box', 'white box'), { 'red box': 'black box', 'blue box': 'white box' }],
  [into('basket-1', 'black can', 'red basket'), { 'red can': 'black can', 'yellow basket': 'red basket' }],
  [
    into('basket-1', 'orange cup', 'green basket'),
    { 'blue cup': 'orange cup', 'yellow basket': 'green basket' },
  ],
  [on('drawer-1', 'white box', 'blue cabinet'), { 'red box': 'white box', 'white cabinet': 'blue cabinet' }],
  [
    on('stove-1', 'purple bowl', 'yellow stove'),
    { 'white bowl': 'purple bowl', 'black stove': 'yellow stove' },
  ],
];

const otherGoals: readonly TaskDraft[] = [
  beside('kitchen-3', 'blue box', 'in front of', 'white plate'),
  beside('kitchen-5', 'yellow cup', 'in front of', 'blue plate'),
  part('kitchen-1', 'two-step', 'put the red box on the yellow plate and the blue can on the white plate', [
    ['on', 'red box', 'yellow plate'],
    ['on', 'blue can', 'white plate'],
  ]),
  part('kitchen-4', 'two-step', 'put the white bowl on the red plate and the green can in the white bowl', [
    ['on', 'white bowl', 'red plate'],
    ['in', 'green can', 'white bowl'],
  ]),
  part('stack-1', 'two-step', 'put the blue box on the white plate and stack the red box on the blue box', [
    ['on', 'blue box', 'white plate'],
    ['on', 'red box', 'blue box'],
  ]),
  part('basket-1', 'two-step', 'put the red can and the blue cup in the yellow basket', [
    ['in', 'red can', 'yellow basket'],
    ['in', 'blue cup', 'yellow basket'],
  ]),
  part(
    'drawer-1',
    'two-step',
    'open the drawer of the white cabinet and put the red box in it',
    [['in', 'red box', 'white cabinet drawer']],
    [
      ['open', 'white cabinet drawer'],
      ['in', 'red box', 'white cabinet drawer'],
    ],
  ),
  part('drawer-2', 'two-step', 'put the blue can in the drawer of the black cabinet and close it', [
    ['in', 'blue can', 'black cabinet drawer'],
    ['closed', 'black cabinet drawer'],
  ]),
  part(
    'stove-1',
    'two-step',
    'press the button of the black stove and put the white bowl on the black stove',
    [
      ['pressed', 'black stove button'],
      ['on', 'white bowl', 'black stove'],
    ],
  ),
  part(
    'drawer-4',
    'two-step',
    'open the drawer of the orange cabinet, put the green can in it and close it',
    [
      ['in', 'green can', 'orange cabinet drawer'],
      ['closed', 'orange cabinet drawer'],
    ],
    [
      ['open', 'orange cabinet drawer'],
      ['in', 'green can', 'orange cabinet drawer'],
      ['closed', 'orange cabinet drawer'],
    ],
  ),
];

export const unseenDrafts: readonly UnseenDraft[] = [
  ...otherTasks.map((task) => ({ ...task, kind: 'task' as const })),
  ...seenDrafts
    .filter(({ instruction }) => mirrored.includes(instruction))
    .map((task) => ({ ...task, kind: 'arrangement' as const, isMirrored: true })),
  ...recoloured.map(([task, colours]) => ({ ...task, kind: 'pairing' as const, colours })),
  ...otherGoals.map((task) => ({ ...task, kind: 'goal' as const })),
];
