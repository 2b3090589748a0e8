import { type ActionCodec, InspireError, type VlaAdapter } from '@inspire-vla/adapter';

/** All members, so that one that is added to the contract cannot be forgotten here. */
type Members<Whole> = { readonly [Name in keyof Required<Whole>]: Whole[Name] | undefined };

/**
 * The same adapter, whose own bugs are told from those of inspire: what it throws that is no InspireError becomes
 * `ADAPTER_FAILED`, with the name of the adapter and the member that threw.
 *
 * @param name - as it was asked for.
 */
export function blameAdapter(adapter: VlaAdapter, name: string): VlaAdapter {
  const { specificationVersion, id, paddingId, images, training, prepareImages, referenceLossMask } = adapter;
  const { actions } = adapter;
  const members: Members<VlaAdapter> = {
    ...{ specificationVersion, id, paddingId, images, training },
    layout: (plan) => blame(() => adapter.layout(plan), `${name}, layout`),
    answerChoices: (vocabulary) => blame(() => adapter.answerChoices(vocabulary), `${name}, answerChoices`),
    example: () => blame(() => adapter.example(), `${name}, example`),
    prepareImages:
      prepareImages &&
      ((given) => blamePromise(async () => prepareImages.call(adapter, given), `${name}, prepareImages`)),
    referenceLossMask:
      referenceLossMask &&
      ((encoded) => blame(() => referenceLossMask.call(adapter, encoded), `${name}, referenceLossMask`)),
    actions: {
      ...{ id: actions.id, shape: actions.shape, stop: actions.stop },
      encode: (chunk) => blame(() => actions.encode(chunk), `${name}, actions.encode`),
      decode: (ids, shape) => blame(() => actions.decode(ids, shape), `${name}, actions.decode`),
    } satisfies Members<ActionCodec>,
  };
  // Whether an optional member is there is looked at as well as called.
  const present = Object.entries(members).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present) as unknown as VlaAdapter;
}

function blame<Result>(run: () => Result, at: string): Result {
  try {
    return run();
  } catch (error) {
    throw blamed(error, at);
  }
}

/** Waits for what an adapter's own code gives. @throws InspireError `ADAPTER_FAILED`, and its own. */
export async function blamePromise<Result>(run: () => Promise<Result>, at: string): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw blamed(error, at);
  }
}

function blamed(error: unknown, at: string): InspireError {
  if (InspireError.isInstance(error)) return error;
  return new InspireError({
    code: 'ADAPTER_FAILED',
    message: `the adapter threw: ${error instanceof Error ? error.message : String(error)}`,
    at,
    fix: 'mend the adapter; INSPIRE_DEBUG=1 prints where it threw',
    cause: error,
  });
}
