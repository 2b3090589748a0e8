/** One recording of the expert; several together are the training data. */
export interface Recording {
  /** `all`, or scenes separated by commas. */
  readonly tasks: string;
  readonly episodes: number;
  /** See docs/tabletop.md. */
  readonly noise: number;
  /** Default: as the noise. */
  readonly bursts?: number;
  readonly seed: number;
  /** Models that drive in turn (DAgger), so that the states which all of them visit are in the data. */
  readonly drivers?: Drivers;
}

/** Both arms of another profile's main row, or those of `bases/drivers`, which need no training. */
export type Drivers = { readonly replan: number } & (
  | { readonly profile: string; readonly seed: number }
  | { readonly from: 'bases' }
);

/** Options of record-scenes.ts. */
export type RandomScenes = Readonly<Record<'scenes' | 'starts' | 'pictures' | 'ticks', number>> & {
  readonly seeds: readonly number[];
};

type Lesson = Readonly<Record<'steps' | 'batch', number>>;

/** What an encoder is taught, and from what. */
export type Vision = Lesson & { readonly scenes: RandomScenes };

/** What a model is taught of names, from the same scenes. */
export type Grounding = Lesson & {
  /** Frames in each step of the training where it is rehearsed; by default it is not. */
  readonly rehearsed?: number;
  /** Beginning of a folder of `bases` that holds what comes of both lessons, so that nobody need wait for them. */
  readonly kept?: string;
};

/** What all arms of an experiment share. */
export interface Profile {
  readonly about: string;
  /** Scenes that are trained and evaluated; null for all. Unseen tasks in variants of these scenes count to them. */
  readonly scenes: readonly string[] | null;
  readonly recordings: readonly Recording[];
  /** Pixels square. */
  readonly imageSize: number;
  /** What the vision encoder learns first, the same for all arms: what is where in pictures of random things. */
  readonly vision?: Vision;
  /** What the whole model learns next, from the same pictures: where the things are that phrases name. */
  readonly grounding?: Grounding;
  /** Options of `python -m inspire_train.codec`. */
  readonly codec: Readonly<Record<'steps' | 'batch' | 'horizon' | 'groups' | 'codes', number>>;
  /**
   * What it is trained on. The first recording has other statistics than all of them, so that such a codec loses twice as much
   * of the actions as it says; of what it leaves, a small model learns more (docs/results.md, tenth run).
   */
  readonly codecData: 'first-recording' | 'all-recordings';
  /** `--set` of `python -m inspire_train`. */
  readonly training: Readonly<Record<string, number>>;
  readonly evaluation: {
    /** Per task. */
    readonly episodes: Readonly<Record<'seen' | 'unseen', number>>;
    /** Of the starts; the same for all arms. */
    readonly seed: number;
    /** Actions of a chunk that are done before the next. */
    readonly replan: number;
    /** Ticks. */
    readonly limit: number;
    /** Above 0, actions are drawn; default: the likeliest is taken. */
    readonly temperature?: number;
  };
}

const kitchensAndBaskets = [
  ...[1, 2, 3, 4, 5, 6].map((number) => `kitchen-${number}`),
  ...['basket-1', 'basket-2'],
];

const expertAlone: readonly Recording[] = [
  { tasks: kitchensAndBaskets.join(), episodes: 960, noise: 0.3, bursts: 1, seed: 201 },
];

const cpu: Profile = {
  about:
    'pick and place in eight scenes, one action at a time in 2 groups of codes, a model of 1.2 million parameters',
  scenes: kitchensAndBaskets,
  recordings: [
    ...expertAlone,
    {
      ...{ tasks: kitchensAndBaskets.join(), episodes: 640, noise: 0.1, bursts: 0.5, seed: 202 },
      drivers: { profile: 'first', seed: 0, replan: 4 },
    },
  ],
  imageSize: 64,
  codec: { steps: 8000, batch: 512, horizon: 1, groups: 2, codes: 256 },
  codecData: 'first-recording',
  training: {
    ...{ hidden: 128, heads: 4, layers: 4, inner: 352, context: 192 },
    ...{ steps: 8_000, batch: 32, learning_rate: 1e-3, final_learning_rate: 2e-5, shift: 2 },
  },
  evaluation: { episodes: { seen: 13, unseen: 9 }, seed: 7, replan: 1, limit: 160 },
};

const sight: Profile = {
  ...cpu,
  about:
    'as cpu, with an encoder that was taught to find things first, data where the models of cpu err, and more steps',
  recordings: [
    ...cpu.recordings,
    {
      ...{ tasks: kitchensAndBaskets.join(), episodes: 640, noise: 0.1, bursts: 0.5, seed: 203 },
      drivers: { profile: 'cpu', seed: 0, replan: 1 },
    },
  ],
  vision: {
    scenes: { seeds: [1], scenes: 300, starts: 6, pictures: 6, ticks: 3 },
    ...{ steps: 4000, batch: 128 },
  },
  training: { ...cpu.training, steps: 14_000 },
};

const finding: Grounding = { steps: 5000, batch: 64 };

const ground: Profile = {
  ...sight,
  about:
    'as sight, but the model is taught to find what phrases name first, in ten times as many random scenes',
  vision: {
    scenes: { seeds: [11, 12], scenes: 1500, starts: 2, pictures: 4, ticks: 4 },
    ...{ steps: 4000, batch: 128 },
  },
  grounding: finding,
  training: { ...sight.training, steps: 9_000, learning_rate: 5e-4 },
};

const shipped: Profile = {
  ...ground,
  about:
    'as ground, but models that are kept drive, so that nothing else is trained before, and 10,000 steps',
  recordings: [
    ...expertAlone,
    {
      ...{ tasks: kitchensAndBaskets.join(), episodes: 1280, noise: 0.1, bursts: 0.5, seed: 204 },
      drivers: { from: 'bases', replan: 1 },
    },
  ],
  grounding: { ...finding, kept: 'finds-names' },
  training: { ...ground.training, steps: 10_000 },
};

const recall: Profile = {
  ...shipped,
  about:
    'as shipped, twice as fast, and what the base was taught is rehearsed, at the same weight against actions in both arms',
  grounding: { ...finding, kept: 'finds-names', rehearsed: 8 },
  training: {
    ...shipped.training,
    ...{ learning_rate: 1e-3, rehearsal_weight: 0, rehearsal_action_weight: 0.5 },
  },
};

const precise: Profile = {
  ...recall,
  about: 'as recall, with a codec of actions that was trained under the statistics that it is used with',
  codecData: 'all-recordings',
};

const brief: Profile = {
  ...precise,
  about:
    'as precise, with less than a third of the steps, so that all rows fit into two hours; actions are drawn',
  training: { ...precise.training, steps: 3_000 },
  evaluation: { ...precise.evaluation, temperature: 0.5 },
};

const long: Profile = {
  ...ground,
  about: 'as ground, trained as long and as fast as sight',
  training: sight.training,
};

/** Sizes of experiments, by what they cost. */
const profiles: Readonly<Record<string, Profile>> = {
  first: {
    about: 'the first try: chunks of 8 actions in 7 groups of codes, data of the expert alone',
    scenes: kitchensAndBaskets,
    recordings: [
      { tasks: 'all', episodes: 1500, noise: 0.5, seed: 101 },
      { tasks: kitchensAndBaskets.join(), episodes: 750, noise: 0.8, seed: 102 },
    ],
    imageSize: 64,
    codec: { steps: 4000, batch: 512, horizon: 8, groups: 7, codes: 128 },
    codecData: 'first-recording',
    training: {
      ...{ hidden: 160, heads: 5, layers: 4, inner: 432, context: 192 },
      ...{ steps: 12_000, batch: 32, learning_rate: 1e-3, final_learning_rate: 2e-5, shift: 2 },
    },
    evaluation: { episodes: { seen: 13, unseen: 9 }, seed: 7, replan: 4, limit: 160 },
  },
  cpu,
  sight,
  ground,
  shipped,
  recall,
  precise,
  brief,
  long,
  keep: {
    ...long,
    about: 'as long, and what the base was taught is rehearsed in every step',
    grounding: { ...finding, rehearsed: 8 },
  },
  balance: {
    ...long,
    about: 'as keep, but the rehearsal weighs the same against actions in both arms, and less',
    grounding: { ...finding, rehearsed: 8 },
    training: { ...long.training, rehearsal_weight: 0, rehearsal_action_weight: 0.5 },
  },
  full: {
    about: 'all nineteen scenes, the miniature of 6 million parameters; for a GPU',
    scenes: null,
    recordings: [
      { tasks: 'all', episodes: 4000, noise: 0.5, seed: 101 },
      { tasks: 'all', episodes: 4000, noise: 1, seed: 102 },
    ],
    imageSize: 96,
    codec: { steps: 20_000, batch: 1024, horizon: 8, groups: 7, codes: 128 },
    codecData: 'all-recordings',
    training: { steps: 60_000, batch: 256, part: 0 },
    evaluation: { episodes: { seen: 20, unseen: 20 }, seed: 7, replan: 4, limit: 300 },
  },
  smoke: {
    about: 'every step once, in a minute or two; its figures mean nothing',
    scenes: ['kitchen-1'],
    recordings: [{ tasks: 'kitchen-1', episodes: 4, noise: 0.5, seed: 1 }],
    imageSize: 64,
    vision: {
      scenes: { seeds: [1, 2], scenes: 1, starts: 6, pictures: 6, ticks: 3 },
      ...{ steps: 4, batch: 4 },
    },
    grounding: { steps: 4, batch: 4, rehearsed: 2 },
    codec: { steps: 20, batch: 64, horizon: 8, groups: 7, codes: 128 },
    codecData: 'all-recordings',
    training: {
      ...{ hidden: 32, heads: 2, layers: 1, inner: 32, context: 192 },
      ...{ steps: 4, batch: 4, shift: 0 },
    },
    evaluation: { episodes: { seen: 1, unseen: 1 }, seed: 7, replan: 8, limit: 16 },
  },
};

/** The profile of a name. */
export function profileOf(name: string): Profile {
  const profile = profiles[name];
  if (profile === undefined) throw new Error(`--profile is one of ${Object.keys(profiles)}, not ${name}`);
  return profile;
}
