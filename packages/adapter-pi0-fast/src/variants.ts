/**
 * Layouts by name, as a checkpoint was trained with:
 *
 * - `inspire-fast`: the authors' code, which ends an action in "|" and nothing else.
 * - `openpi`: openpi's own, which has an end of text behind it.
 * - `lerobot`: LeRobot's π0-FAST, which has that too and begins the action with a second `<bos>`, and whose task stands
 * in its own case.
 */
export const layoutVariants = ['inspire-fast', 'openpi', 'lerobot'] as const;

/** Name of one of {@link layoutVariants}. */
export type LayoutVariant = (typeof layoutVariants)[number];

/** How one layout differs from the others. */
export interface VariantRules {
  /** The task's text as it is written. */
  readonly cleaned: (instruction: string) => string;
  /** Whether `<bos>` stands before "Action: ". */
  readonly beginsAction: boolean;
  /** Whether `<eos>` stands after "|". */
  readonly endsText: boolean;
}

/** Underscores stand for spaces in LIBERO's file names. */
const inLowerCase = (instruction: string) => instruction.toLowerCase().trim().replaceAll('_', ' ');
const onOneLine = (instruction: string) => instruction.trim().replaceAll('_', ' ').replaceAll('\n', ' ');

/**
 * The rules of every layout.
 *
 * Source: Koorye/Inspire-FAST\@43e8f4c2 and Physical-Intelligence/openpi\@15a9616a, both src/openpi/models/tokenizer.py;
 * lerobot 0.5.0 and 0.6.1 policies/pi0_fast/processor_pi0_fast.py and, of the action, processor/tokenizer_processor.py.
 */
export const variantRules: Readonly<Record<LayoutVariant, VariantRules>> = {
  'inspire-fast': { cleaned: inLowerCase, beginsAction: false, endsText: false },
  openpi: { cleaned: inLowerCase, beginsAction: false, endsText: true },
  lerobot: { cleaned: onOneLine, beginsAction: true, endsText: true },
};
