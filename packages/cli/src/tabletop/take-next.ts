import type { TabletopRequest } from './requests.js';

/**
 * Takes the request that a thread does next: one in the scene where it stands, else one in a scene where no other thread
 * stands, else the first. So a scene is compiled and its shapes are laid out in one thread, and not in all.
 *
 * @param here - id of the scene of the thread's last request; null before the first.
 * @param others - ids of the scenes where the other threads stand.
 * @returns null where nothing waits.
 */
export function takeNext<Waiting extends { readonly request: TabletopRequest }>(
  waiting: Waiting[],
  here: string | null,
  others: ReadonlySet<string>,
): Waiting | null {
  const place = (fits: (scene: string) => boolean) =>
    waiting.findIndex(({ request }) => fits(request.task.scene.id));
  const [known, free] = [place((scene) => scene === here), place((scene) => !others.has(scene))];
  const [taken] = waiting.splice(known >= 0 ? known : Math.max(free, 0), 1);
  return taken ?? null;
}
