import { InspireError } from '../errors.js';

/** One token that was chosen, and how sure the model was. */
export interface Choice {
  readonly id: number;
  /** Natural logarithm of its probability among the ids that were allowed. */
  readonly logProbability: number;
}

/**
 * The likeliest of the allowed ids; the smallest wins ties, as numpy's argmax over the whole vocabulary would.
 * All others count as −Infinity, however high their logits are.
 *
 * @param row - logits of one position [vocabulary].
 * @param allowed - ids in ascending order, at least one.
 * @throws InspireError `LOGITS_INVALID` where an allowed logit is NaN, +Infinity or missing, or all are −Infinity.
 */
export function chooseAllowed(row: Float32Array, allowed: readonly number[]): Choice {
  let best = allowed[0] ?? 0;
  for (const id of allowed) if (logitOf(row, id) > logitOf(row, best)) best = id;
  return { id: best, logProbability: logProbabilityOf(row, allowed, best) };
}

/** The likeliest id of the whole vocabulary. */
export function chooseGreedy(row: Float32Array): Choice {
  const id = highestId(row);
  return { id, logProbability: (row[id] ?? 0) - logSum(row, 1, row[id] ?? 0) };
}

/**
 * An id drawn from the whole vocabulary.
 *
 * @param temperature - above 0; 1 draws from the model's own distribution.
 * @param random - uniform in [0, 1).
 */
export function chooseSampled(row: Float32Array, temperature: number, random: () => number): Choice {
  const highest = row[highestId(row)] ?? 0;
  const total = logSum(row, temperature, highest);
  let left = random();
  let id = 0;
  // Rounding can leave a little at the end; the last id that has any probability takes it.
  for (let candidate = 0; candidate < row.length && left >= 0; candidate += 1) {
    const probability = Math.exp((row[candidate] ?? 0) / temperature - total);
    if (probability > 0) id = candidate;
    left -= probability;
  }
  return { id, logProbability: (row[id] ?? 0) - logSum(row, 1, highest) };
}

/** Natural logarithm of the probability of one of the allowed ids, among them. */
export function logProbabilityOf(row: Float32Array, allowed: readonly number[], id: number): number {
  const highest = Math.max(...allowed.map((candidate) => logitOf(row, candidate)));
  if (highest === Number.NEGATIVE_INFINITY) throw invalid('all allowed logits are −Infinity');
  const sum = allowed.reduce((all, candidate) => all + Math.exp(logitOf(row, candidate) - highest), 0);
  return logitOf(row, id) - highest - Math.log(sum);
}

function logitOf(row: Float32Array, id: number): number {
  const value = row[id];
  if (value !== undefined && value < Number.POSITIVE_INFINITY) return value;
  throw invalid(value === undefined ? `there is no logit for id ${id}` : `the logit of id ${id} is ${value}`);
}

function highestId(row: Float32Array): number {
  let [best, highest] = [0, Number.NEGATIVE_INFINITY];
  for (let id = 0; id < row.length; id += 1) {
    const value = row[id] ?? 0;
    if (!(value < Number.POSITIVE_INFINITY)) throw invalid(`a logit is ${value}`);
    if (value > highest) [best, highest] = [id, value];
  }
  if (highest === Number.NEGATIVE_INFINITY) throw invalid('all logits are −Infinity');
  return best;
}

/** Below this a term is lost in the rounding of a sum that is at least 1, however many there are. */
const negligible = -60;

function logSum(row: Float32Array, temperature: number, highest: number): number {
  let sum = 0;
  for (let id = 0; id < row.length; id += 1) {
    const exponent = ((row[id] ?? 0) - highest) / temperature;
    // Most of a vocabulary is; a pruned one has −Infinity almost everywhere.
    if (exponent > negligible) sum += Math.exp(exponent);
  }
  return highest / temperature + Math.log(sum);
}

function invalid(message: string): InspireError {
  return new InspireError({
    code: 'LOGITS_INVALID',
    message,
    at: 'session.extend',
    fix: 'check the exported model and its vocabulary; no answer is made up in its place',
  });
}
