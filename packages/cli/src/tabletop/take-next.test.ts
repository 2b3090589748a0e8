import { seenTasks } from '@inspire-vla/tabletop';
import { describe, expect, it } from 'vitest';
import type { TabletopRequest } from './requests.js';
import { takeNext } from './take-next.js';

const scenes = ['kitchen-1', 'kitchen-2', 'kitchen-3'];

/** Three requests of each of three scenes, in their order. */
function waitingRequests() {
  return scenes.flatMap((scene) => {
    const task = seenTasks.find((one) => one.scene.id === scene);
    if (task === undefined) throw new Error(`there is no task in ${scene}`);
    return [0, 1, 2].map((seed) => ({ request: requestOf(task, seed) }));
  });
}

function requestOf(task: TabletopRequest['task'], seed: number): TabletopRequest {
  return { kind: 'record', task, seed, noise: 0, bursts: 0, size: null, driver: null };
}

/** What `count` threads do that work equally fast, as scene and seed. */
function shared(count: number): readonly (readonly string[])[] {
  const waiting = waitingRequests();
  const here = new Array<string | null>(count).fill(null);
  const done: string[][] = here.map(() => []);
  while (waiting.length > 0)
    for (let thread = 0; thread < count; thread += 1) {
      const others = new Set(here.filter((scene, other) => scene !== null && other !== thread) as string[]);
      const next = takeNext(waiting, here[thread] ?? null, others);
      if (next === null) break;
      const { scene } = next.request.task;
      here[thread] = scene.id;
      done[thread]?.push(`${scene.id} ${next.request.seed}`);
    }
  return done;
}

describe('takeNext', () => {
  it('keeps a thread in its scene, and threads apart until there are too few scenes', () => {
    expect(shared(2)).toEqual([
      ['kitchen-1 0', 'kitchen-1 1', 'kitchen-1 2', 'kitchen-3 0', 'kitchen-3 2'],
      ['kitchen-2 0', 'kitchen-2 1', 'kitchen-2 2', 'kitchen-3 1'],
    ]);
  });

  it('leaves one thread the order of the requests', () => {
    expect(shared(1)[0]).toEqual(scenes.flatMap((scene) => [0, 1, 2].map((seed) => `${scene} ${seed}`)));
  });

  it('takes nothing where nothing waits', () => {
    expect(takeNext([], 'kitchen-1', new Set())).toBeNull();
  });
});
