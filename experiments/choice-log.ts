import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodePrompt, type Plan, type RgbImage, type VlaAdapter, type VlaModel } from '@inspire-vla/adapter';

/** Keeps what a model saw and which ids it chose, as `same_actions.py` reads it. */
export interface ChoiceLog {
  /** The adapter, watched for the action ids that it decodes. */
  readonly adapter: VlaAdapter;
  /** The model, watched for the pictures that it is given. */
  readonly model: VlaModel;
  /** Keeps one step: the plan that was asked and the answers that came. */
  add(episode: number, plan: Plan, answers: readonly string[]): void;
  close(): number;
}

/** Writes `pictures.bin`, uint8 [steps, cameras, height, width, 3], and `choices.jsonl` with a line per step. */
export function createChoiceLog(folder: string, adapter: VlaAdapter, model: VlaModel): ChoiceLog {
  mkdirSync(folder, { recursive: true });
  const [pictures, choices] = ['pictures.bin', 'choices.jsonl'].map((name) =>
    openSync(join(folder, name), 'w'),
  );
  if (pictures === undefined || choices === undefined) throw new Error('the files cannot be opened');
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
    add(episode, plan, answers) {
      if (steps === 0) writeHeader(folder, adapter, plan, seen);
      for (const camera of cameras) writeSync(pictures, seen[camera]?.bytes ?? new Uint8Array());
      const { ids, spans } = encodePrompt(adapter, filled(plan, answers));
      const places = spans.filter(({ role }) => role === 'answer').map(({ start, end }) => [start, end]);
      const line = { episode, ids: [...ids, ...actionIds], answers: places, actions: ids.length };
      writeSync(choices, `${JSON.stringify(line)}\n`);
      steps += 1;
    },
    close() {
      for (const file of [pictures, choices]) closeSync(file);
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
