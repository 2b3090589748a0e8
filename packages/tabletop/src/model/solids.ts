import { arcTangent2 } from '../trigonometry/arcs.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import { tangent } from '../trigonometry/tangent.js';
import { type Element, element } from './element.js';

/** A colour, 0 to 1. */
export type Rgb = readonly [number, number, number];

/** Geoms of this group are drawn; those of {@link hiddenGroup} only touch. */
export const visibleGroup = 0;

/** Group of geoms that nobody sees. */
export const hiddenGroup = 3;

interface SolidOptions {
  readonly name?: string;
  readonly position?: readonly number[];
  /** Quaternion, its real part first. */
  readonly rotation?: readonly number[];
  readonly colour: Rgb;
  /** Kilograms; 0 for what is only drawn or fixed. */
  readonly mass?: number;
  /** Whether it touches anything; default true. */
  readonly touches?: boolean;
  /** Whether it is seen; default true. */
  readonly isDrawn?: boolean;
  /** Sliding, turning and rolling friction; default: the model's. */
  readonly friction?: readonly number[];
  /** Dimensions of its contacts: 4 slide and turn, 6 also roll. */
  readonly condim?: number;
}

function solid(type: string, size: readonly number[], options: SolidOptions): Element {
  const { name, position, rotation, colour, mass = 0, touches = true, isDrawn = true } = options;
  const { friction, condim } = options;
  return element('geom', {
    name,
    type,
    size,
    pos: position,
    quat: rotation,
    rgba: [...colour, 1],
    mass,
    friction,
    condim,
    group: isDrawn ? visibleGroup : hiddenGroup,
    ...(touches ? {} : { contype: 0, conaffinity: 0 }),
  });
}

/** A box by its half sizes. */
export function box(size: readonly [number, number, number], options: SolidOptions): Element {
  return solid('box', size, options);
}

/** An upright cylinder by its radius and half height. */
export function cylinder(radius: number, half: number, options: SolidOptions): Element {
  return solid('cylinder', [radius, half], options);
}

/** A wall round an axis. */
interface Ring {
  /** Radii of the wall's middle at its lower and upper edge. */
  readonly lower: number;
  readonly upper: number;
  /** Height of the edges above the origin. */
  readonly from: number;
  readonly to: number;
  readonly thickness: number;
  /** Boxes that it is made of. */
  readonly count: number;
}

/** A round wall of boxes, tilted outward where it is wider above; hollow things cannot be convex. */
export function ring(
  { lower, upper, from, to, thickness, count }: Ring,
  options: Omit<SolidOptions, 'position' | 'rotation' | 'name'>,
): readonly Element[] {
  const height = to - from;
  const tilt = arcTangent2(upper - lower, height);
  const radius = (lower + upper) / 2;
  const halfHeight = Math.hypot(height, upper - lower) / 2;
  const halfWidth = (Math.max(lower, upper) + thickness / 2) * tangent(Math.PI / count);
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index + 0.5) * 2 * Math.PI) / count;
    return box([thickness / 2, halfWidth, halfHeight], {
      ...options,
      mass: (options.mass ?? 0) / count,
      position: [radius * cosine(angle), radius * sine(angle), (from + to) / 2],
      rotation: turnThenTilt(angle / 2, tilt / 2),
    });
  });
}

/** The quaternion of a turn about z of a tilt about y, from half the angles. */
function turnThenTilt(turn: number, tilt: number): readonly number[] {
  const [cosTurn, sinTurn] = [cosine(turn), sine(turn)];
  const [cosTilt, sinTilt] = [cosine(tilt), sine(tilt)];
  return [cosTurn * cosTilt, -sinTurn * sinTilt, cosTurn * sinTilt, sinTurn * cosTilt];
}
