import { type EncodedPlan, InspireError, type Plan, roles, type Turn } from '@inspire-vla/adapter';

/**
 * Refuses sequences that no adapter may give, before they are written as training data: a token that a tokenizer does
 * not have is undefined in JavaScript, and 0 in a column of ids.
 *
 * @throws InspireError `ADAPTER_LAYOUT`.
 */
export function checkEncoded({ ids, spans }: EncodedPlan): void {
  for (const { role, start, end } of spans) {
    if (!roles.includes(role)) throw wrongLayout(`there is no role "${role}"`, `ids ${start} to ${end}`);
    for (let index = start; index < end; index += 1) {
      const id: unknown = ids[index];
      if (!Number.isInteger(id) || Number(id) < 0)
        throw wrongLayout(`an id of the ${role} is ${String(id)}`, `ids[${index}]`);
    }
  }
}

/**
 * Refuses sequences in which a turn of the plan has no answer or action.
 *
 * @throws InspireError `ADAPTER_LAYOUT`.
 */
export function checkSlots({ spans }: EncodedPlan, { turns }: Plan): void {
  const filled = new Set(spans.map(({ role, turn }) => `${role} ${turn}`));
  turns.forEach((turn, index) => {
    const role = slotOf(turn);
    if (role === null || filled.has(`${role} ${index}`)) return;
    throw wrongLayout(`the ${role} of a turn stands nowhere`, `turns[${index}]`);
  });
}

/**
 * Refuses a reference's mask that is not one 0 or 1 per id: it would stand on the tokens beside.
 *
 * @throws InspireError `ADAPTER_LAYOUT`.
 */
export function checkReferenceMask(mask: ArrayLike<unknown>, { ids }: EncodedPlan): void {
  if (mask.length !== ids.length)
    throw wrongLayout(
      `the reference's mask has ${mask.length} flags for ${ids.length} ids`,
      'referenceLossMask',
    );
  const odd = Array.from(mask).findIndex((flag) => flag !== 0 && flag !== 1);
  if (odd >= 0)
    throw wrongLayout(`a flag of the reference's mask is ${mask[odd]}`, `referenceLossMask[${odd}]`);
}

function slotOf({ kind }: Turn): 'answer' | 'action' | null {
  if (kind === 'instruction') return null;
  return kind === 'question' ? 'answer' : 'action';
}

function wrongLayout(message: string, at: string): InspireError {
  const fix = 'mend the adapter; the checks of @inspire-vla/adapter-test-kit find such faults';
  return new InspireError({ code: 'ADAPTER_LAYOUT', message, at, fix });
}
