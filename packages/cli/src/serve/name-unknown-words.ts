import { InspireError, type Tokenizer } from '@inspire-vla/adapter';
import { unknownTokenOf } from '@inspire-vla/onnx-session';
import type { Policy } from '@inspire-vla/policy-server';

/** The policy, which says in words what its model does not know: a model has ids only. */
export function nameUnknownWords(policy: Policy, tokenizer: Tokenizer): Policy {
  return {
    ...policy,
    connect() {
      const connection = policy.connect();
      return {
        ...connection,
        infer: (observation, options) =>
          connection.infer(observation, options).catch((error: unknown) => {
            throw inWords(error, observation.instruction, tokenizer);
          }),
      };
    },
  };
}

function inWords(error: unknown, instruction: string, tokenizer: Tokenizer): unknown {
  const id = unknownTokenOf(error);
  if (id === null || !InspireError.isInstance(error)) return error;
  const piece = tokenizer.decode([id]).trim();
  const word = wordOf(instruction, piece);
  const name = word === null || word === piece ? `"${piece}"` : `"${piece}" of the word "${word}"`;
  return new InspireError({
    code: error.code,
    message: `the model does not know ${name}: ${error.message}`,
    at: `instruction "${instruction}"`,
    fix: `say it in other words; or ${error.fix ?? ''}`,
    cause: error,
  });
}

/** The word that a piece most likely is of: itself, else one that begins with it, else one that holds it. */
function wordOf(instruction: string, piece: string): string | null {
  const words = instruction.split(/[^\p{L}\p{N}'-]+/u).filter((word) => word !== '');
  const fits = [
    (word: string) => word === piece,
    (word: string) => word.startsWith(piece),
    (word: string) => word.includes(piece),
  ];
  if (piece === '') return null;
  return fits.flatMap((fit) => words.filter(fit))[0] ?? null;
}
