import { InspireError } from '@inspire-vla/adapter';

type Act<Given extends readonly unknown[], Got> = (...given: Given) => Got;

/** When what of a world may be done: some things only once it has started, and nothing once it is closed. */
export interface Lifetime {
  /** Wraps what may be done at any time before the end. */
  whileOpen<Given extends readonly unknown[], Got>(act: Act<Given, Got>): Act<Given, Got>;
  /** Wraps what starts the world. */
  starting<Given extends readonly unknown[], Got>(act: Act<Given, Got>): Act<Given, Got>;
  /** Wraps what needs a world that has started. */
  onceStarted<Given extends readonly unknown[], Got>(act: Act<Given, Got>): Act<Given, Got>;
  /** Wraps what ends the world; a second time it does nothing. */
  closing(act: () => void): () => void;
}

/**
 * Makes the lifetime of a world.
 *
 * @param scene - id of the world's scene, for errors.
 * @returns wrappers of functions that throw InspireError `WORLD_CLOSED` or `WORLD_NOT_STARTED`.
 */
export function createLifetime(scene: string): Lifetime {
  let phase: 'new' | 'started' | 'closed' = 'new';
  const checkOpen = () => {
    if (phase === 'closed') throw closed(scene);
  };
  return {
    whileOpen:
      (act) =>
      (...given) => {
        checkOpen();
        return act(...given);
      },
    starting:
      (act) =>
      (...given) => {
        checkOpen();
        const got = act(...given);
        phase = 'started';
        return got;
      },
    onceStarted:
      (act) =>
      (...given) => {
        checkOpen();
        if (phase === 'new') throw notStarted(scene);
        return act(...given);
      },
    closing: (act) => () => {
      if (phase === 'closed') return;
      phase = 'closed';
      act();
    },
  };
}

function closed(scene: string): InspireError {
  return new InspireError({
    code: 'WORLD_CLOSED',
    message: 'the world is closed: the memory of its engine is free',
    at: scene,
    fix: 'make another world, or close this one later',
  });
}

function notStarted(scene: string): InspireError {
  return new InspireError({
    code: 'WORLD_NOT_STARTED',
    message: 'the world has not started: nothing is in its place yet',
    at: scene,
    fix: 'call reset or restore first',
  });
}
