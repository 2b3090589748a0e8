/** Part of an episode: the fingers move to a width (share of the open width) and stay there. */
export interface GripperPart {
  /** 1 is open, 0 is shut. */
  readonly to: number;
  /** Frames after the fingers have arrived. */
  readonly stay: number;
}

/** Widths of a gripper whose fingers move by a ninth of the open width per frame, as robosuite's Panda at 20 Hz. */
export function gripperSignal(parts: readonly GripperPart[], scale = 0.08): number[] {
  const widths: number[] = [];
  let width = parts[0]?.to ?? 1;
  for (const { to, stay } of parts) {
    while (width !== to) {
      width = Math.abs(to - width) <= 1 / 9 ? to : width + Math.sign(to - width) / 9;
      widths.push(width);
    }
    for (let frame = 0; frame < stay; frame += 1) widths.push(width);
  }
  return widths.map((share) => share * scale);
}

/** Gaussian noise from a fixed seed (mulberry32 and Box–Muller). */
export function createNoise(seed: number): () => number {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 1) / 4_294_967_297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
