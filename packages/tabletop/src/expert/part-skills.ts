import { handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import { cabinetSizes } from '../model/things/cabinet.js';
import { goalLimits } from '../tasks/is-reached.js';
import { missingName } from '../tasks/missing-name.js';
import { thingOf, transform } from '../tasks/spot.js';
import { arcTangent2 } from '../trigonometry/arcs.js';
import type { Vector3 } from '../world/rotations.js';
import type { PartState, ThingState, WorldState } from '../world/world-state.js';
import { highestAlong } from './clearance.js';
import type { HandGoal } from './move.js';
import { openingOf, type Skill, upwards, yawOf } from './skill.js';
import { travel } from './travel.js';

/** From a drawer's handle up to where the hand is free of the cabinet, metres. */
const above = 0.09;

function partOf(state: WorldState, name: string): PartState {
  const part = state.parts.find((candidate) => candidate.name === name);
  if (part === undefined) throw missingName(name);
  return part;
}

function ownerOf(state: WorldState, part: string): ThingState {
  return thingOf(state, part.replace(/_(drawer|button)$/, ''));
}

/** The yaw of what a part belongs to, radians. */
function turnOf({ rotation }: ThingState): number {
  return arcTangent2(rotation[3] ?? 0, rotation[0] ?? 1);
}

/** A point before or behind a part, along the way that its drawer opens. */
function along(owner: ThingState, from: Vector3, distance: number): Vector3 {
  return transform(from, owner.rotation, [distance, 0, 0]);
}

/** Goes to a place by the free way over everything. */
function goTo(state: WorldState, end: Vector3, isOpen: boolean, yaw: number, ignored: readonly string[]) {
  const over = highestAlong(state, state.hand.position, end, ignored) + handSizes.tip + 0.02;
  return travel({ end, yaw, isOpen, over, hover: above }, state.hand);
}

function isNear({ hand }: WorldState, end: Vector3, tolerance: number): boolean {
  return Math.hypot(...end.map((value, axis) => value - (hand.position[axis] ?? 0))) < tolerance;
}

/** Pulls a drawer open by its handle. */
export function pullSkill(name: string): Skill {
  let phase: 'reach' | 'close' | 'pull' | 'leave' = 'reach';
  let ticks = 0;
  const enter = (next: typeof phase) => {
    phase = next;
    ticks = 0;
  };
  return {
    next(state) {
      const part = partOf(state, name);
      const owner = ownerOf(state, name);
      const yaw = turnOf(owner);
      ticks += 1;
      if (phase === 'reach') {
        if (isNear(state, part.position, 0.008) && openingOf(state) > 0.06) enter('close');
        else return goTo(state, part.position, true, yaw, [name, owner.name]);
      }
      if (phase === 'close') {
        if (ticks > 5) enter('pull');
        return { position: part.position, yaw, isOpen: false };
      }
      if (phase === 'pull') {
        const isOpen = part.value > goalLimits.open + 0.03;
        if (isOpen) enter('leave');
        // Slipped off the handle: it takes hold again.
        else if (!isNear(state, part.position, 0.03) || ticks > 60) enter('reach');
        return { position: along(owner, state.hand.position, 0.035), yaw, isOpen };
      }
      if (part.value < goalLimits.open + 0.005) enter('reach');
      if (openingOf(state) < 0.06 && ticks < 8)
        return { position: state.hand.position, yaw: yawOf(state), isOpen: true };
      return leave(state, part.position[2]);
    },
  };
}

/** Pushes a drawer shut with closed fingers. */
export function pushSkill(name: string): Skill {
  let phase: 'reach' | 'push' | 'leave' = 'reach';
  let ticks = 0;
  const enter = (next: typeof phase) => {
    phase = next;
    ticks = 0;
  };
  return {
    next(state) {
      const part = partOf(state, name);
      const owner = ownerOf(state, name);
      const yaw = turnOf(owner);
      const front = along(owner, part.position, cabinetSizes.handleDepth + 0.02);
      ticks += 1;
      if (phase === 'reach') {
        if (isNear(state, front, 0.012) && openingOf(state) < 0.02) enter('push');
        else return goTo(state, front, false, yaw, [name, owner.name]);
      }
      if (phase === 'push') {
        if (part.value < goalLimits.closed - 0.006) enter('leave');
        else if (!isNear(state, front, 0.06) || ticks > 80) enter('reach');
        return { position: along(owner, front, -0.06), yaw, isOpen: false };
      }
      if (part.value > goalLimits.closed - 0.003) enter('reach');
      return leave(state, part.position[2], false);
    },
  };
}

/** Presses a button from above with closed fingers. */
export function pressSkill(name: string): Skill {
  let isPressed = false;
  return {
    next(state) {
      const part = partOf(state, name);
      const [x, y, z] = part.position;
      isPressed = part.value >= goalLimits.pressed + 0.003;
      if (isPressed) return leave(state, z, false);
      const end: Vector3 = [x, y, z + handSizes.tip - 0.02];
      const ignored = [name, ownerOf(state, name).name];
      const aside = Math.hypot(state.hand.position[0] - x, state.hand.position[1] - y);
      if (aside > 0.012) return goTo(state, [x, y, z + handSizes.tip + 0.01], false, 0, ignored);
      return { position: end, yaw: 0, isOpen: false };
    },
  };
}

/** Leaves a part upwards; null once the hand is clear of it. */
function leave(state: WorldState, height: number, isOpen = true): HandGoal | null {
  const wanted = Math.max(height + above, tableHeight + 0.18);
  return state.hand.position[2] > wanted - 0.01 ? null : upwards(state, wanted + 0.02, isOpen, yawOf(state));
}
