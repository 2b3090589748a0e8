import {
  type AnswerChoice,
  type AnswerVocabulary,
  createAnswerVocabulary,
  formulations,
  type Tokenizer,
} from '@inspire-vla/adapter';
import { claim, nonconforming, show } from '../nonconforming.js';
import type { Subject } from '../subject.js';
import { varietiesOf } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** The token sequences that answers are. */
export const answerChecks: readonly CheckDefinition[] = [
  {
    name: 'answers-decode',
    claim: 'the ids of every answer that the tokenizer has as one token decode to the answer',
    run(subject) {
      const { tokenizer } = subject.options;
      for (const choice of choicesOf(subject)) {
        if (!isDecoded(choice, tokenizer) && !isLong(choice, tokenizer)) throw undecoded(choice, tokenizer);
      }
    },
  },
  {
    name: 'answers-several-tokens',
    claim: 'answers of several tokens are whole',
    run(subject) {
      const { tokenizer } = subject.options;
      const choices = choicesOf(subject);
      const cut = choices.find((choice) => !isDecoded(choice, tokenizer) && isLong(choice, tokenizer));
      if (cut !== undefined) throw undecoded(cut, tokenizer);
      claim(
        choices.some(({ ids }) => ids.length > 1),
        'no answer has several tokens, so nothing shows that such answers work',
        'use the real tokenizer, or createFakeTokenizer(), which splits "grasped"',
      );
    },
  },
  {
    name: 'answers-differ',
    claim: 'there is one choice per answer, in order, and none begins with all the ids of another',
    run(subject) {
      for (const vocabulary of vocabulariesOf(subject)) {
        const choices = subject.adapter.answerChoices(vocabulary);
        const wrong = vocabulary.answers.findIndex((answer, index) => choices[index]?.answer !== answer);
        claim(
          wrong < 0 && choices.length === vocabulary.answers.length,
          () => `choice ${wrong} is ${show(choices[wrong]?.answer)}, not ${show(vocabulary.answers[wrong])}`,
          'map over vocabulary.answers',
        );
        checkPrefixFree(choices);
      }
    },
  },
];

/** Vocabularies that the adapter can be asked about, in both word sets. */
function vocabulariesOf(subject: Subject): readonly AnswerVocabulary[] {
  return formulations
    .filter((formulation) => varietiesOf(subject, formulation).length > 0)
    .flatMap((formulation) => [
      createAnswerVocabulary({ formulation, close: true }),
      createAnswerVocabulary({ formulation, words: 'authors' }),
    ]);
}

function choicesOf(subject: Subject): readonly AnswerChoice[] {
  return vocabulariesOf(subject).flatMap((vocabulary) => subject.adapter.answerChoices(vocabulary));
}

function isDecoded({ answer, ids }: AnswerChoice, tokenizer: Tokenizer): boolean {
  return tokenizer.decode(ids).trim() === answer;
}

function isLong({ answer }: AnswerChoice, tokenizer: Tokenizer): boolean {
  return tokenizer.encode(answer).length > 1 && tokenizer.encode(` ${answer}`).length > 1;
}

function undecoded({ answer, ids }: AnswerChoice, tokenizer: Tokenizer): Error {
  return nonconforming(
    `the answer ${show(answer)} has the ids ${show(ids)}, which read ${show(tokenizer.decode(ids))}`,
    'give all ids of the answer as it stands in the layout, a leading space included, and nothing else',
  );
}

function checkPrefixFree(choices: readonly AnswerChoice[]): void {
  const keys = choices.map(({ answer, ids }) => ({ answer, key: ids.map((id) => `${id} `).join('') }));
  keys.sort((left, right) => (left.key < right.key ? -1 : 1));
  keys.forEach(({ answer, key }, index) => {
    const next = keys[index + 1];
    claim(
      key !== '' && next?.key.startsWith(key) !== true,
      () => `the ids of ${show(next?.answer)} begin with those of ${show(answer)}: ${key.trim()}`,
      'end the shorter answer by a token of its own',
    );
  });
}
