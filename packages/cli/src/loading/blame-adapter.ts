import { InspireError, type VlaAdapter } from '@inspire-vla/adapter';

/**
 * The same adapter, whose own bugs are told from those of inspire: what it throws that is no InspireError becomes
 * `ADAPTER_FAILED`, with the name of the adapter and the member that threw.
 *
 * @param name - as it was asked for.
 */
export function blameAdapter(adapter: VlaAdapter, name: string): VlaAdapter {
  const { specificationVersion, id, paddingId, images, training, actions } = adapter;
  const told = createTold(name);
  return {
    ...{ specificationVersion, id, paddingId, images },
    ...(training === undefined ? {} : { training }),
    ...optionalMembers(adapter, told, name),
    layout: told('layout', (plan) => adapter.layout(plan)),
    answerChoices: told('answerChoices', (vocabulary) => adapter.answerChoices(vocabulary)),
    example: told('example', () => adapter.example()),
    actions: {
      ...{ id: actions.id, shape: actions.shape, stop: actions.stop },
      encode: told('actions.encode', (chunk) => actions.encode(chunk)),
      decode: told('actions.decode', (ids, shape) => actions.decode(ids, shape)),
    },
  };
}

function createTold(name: string): Told {
  return (member, run) =>
    (...given) => {
      try {
        return run(...given);
      } catch (error) {
        throw blamed(error, `${name}, ${member}`);
      }
    };
}

type Told = <Given extends readonly unknown[], Result>(
  member: string,
  run: (...given: Given) => Result,
) => (...given: Given) => Result;

function optionalMembers(
  adapter: VlaAdapter,
  told: Told,
  name: string,
): Pick<VlaAdapter, 'prepareImages' | 'referenceLossMask'> {
  const { prepareImages, referenceLossMask } = adapter;
  return {
    ...(prepareImages === undefined
      ? {}
      : {
          prepareImages: (images) =>
            blamePromise(async () => prepareImages.call(adapter, images), `${name}, prepareImages`),
        }),
    ...(referenceLossMask === undefined
      ? {}
      : {
          referenceLossMask: told('referenceLossMask', (encoded) => referenceLossMask.call(adapter, encoded)),
        }),
  };
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
