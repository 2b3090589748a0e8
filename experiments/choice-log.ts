import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodePrompt, type Plan, type RgbImage, type VlaAdapter, type VlaModel } from '@inspire-vla/adapter';

/** Keeps what a model saw and which ids it chose, as `same_actions.py` reads it. */
export interface ChoiceLog {
  /** The adapter, watched for the action ids that it decodes. */
  readonly adapter: VlaAdapter;
  /** The model, watched for the pictures that it is given. */
  readonly model: VlaModel;
  /** Keeps one step: the plan that was asked, the answers that came, and per camera where the objects are. */
  add(episode: number, plan: Plan, answers: readonly string[], masks: readonly Uint8Array[]): void;
  close(): number;
}

/**
 * Writes `pictures.bin`, uint8 [steps, cameras, height, width, 3], `masks.bin`, uint8 [steps, cameras, height, width], in
 * which 1 is the first object of the instruction, 2 the second, and `choices.jsonl` with a line per step.
 */
export function createChoiceLog(folder: string, adapter: VlaAdapter, model: VlaModel): ChoiceLog {
  mkdirSync(folder, { recursive: true });
  const open = (name: string) => openSync(join(folder, name), 'w');
  const files = { pictures: open('pictures.bin'), masks: open('masks.bin'), choices: open('choices.jsonl') };
  const cameras = adapter.images.cameras.map(({ name }) => name);
  let seen: Readonly<Record<string, RgbImage>> = {};
  let actionIds: readonly number[] = [];
  let steps = 0;
  return {
    adapter: { ...adapter, actions: watchActions(adapter, (ids) => (actionIds = ids)) },
    model: {
      ...model,
      open: (images, options) => {
        seen = images;
        return model.open(images, options);
      },
    },
    add(episode, plan, answers, masks) {
      if (steps === 0) writeHeader(folder, adapter, plan, seen);
      for (const camera of cameras) writeSync(files.pictures, seen[camera]?.bytes ?? new Uint8Array());
      for (const mask of masks) writeSync(files.masks, mask);
      const { ids, spans } = encodePrompt(adapter, filled(plan, answers));
      const places = spans.filter(({ role }) => role === 'answer').map(({ start, end }) => [start, end]);
      const line = { episode, ids: [...ids, ...actionIds], answers: places, actions: ids.length };
      writeSync(files.choices, `${JSON.stringify(line)}\n`);
      steps += 1;
    },
    close() {
      for (const file of Object.values(files)) closeSync(file);
      return steps;
    },
  };
}

function watchActions({ actions }: VlaAdapter, onIds: (ids: readonly number[]) => void) {
  return {
    ...actions,
    decode: (...given: Parameters<typeof actions.decode>) => {
      onIds([...given[0]]);
      return actions.decode(...given);
    },
  };
}

/** The plan with its answers and without an action: what stands before the action ids. */
function filled(plan: Plan, answers: readonly string[]): Plan {
  let next = 0;
  const turns = plan.turns.map((turn) => {
    if (turn.kind !== 'question') return turn;
    next += 1;
    return { ...turn, answer: answers[next - 1] ?? null };
  });
  return { ...plan, turns };
}

function writeHeader(
  folder: string,
  adapter: VlaAdapter,
  plan: Plan,
  seen: Readonly<Record<string, RgbImage>>,
) {
  const cameras = adapter.images.cameras.map(({ name }) => name);
  const { width = 0, height = 0 } = seen[cameras[0] ?? ''] ?? {};
  const { images } = encodePrompt(adapter, plan);
  const answers = adapter.answerChoices(plan.vocabulary).map(({ ids }) => ids);
  const header = { cameras, width, height, images, answers };
  writeFileSync(join(folder, 'header.json'), `${JSON.stringify(header)}\n`);
}
