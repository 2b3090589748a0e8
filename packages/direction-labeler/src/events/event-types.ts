/** An object of an instruction, in order of mention; roles as the object finder of prompt-builder gives them. */
export interface EventObject {
  /** e.g. "the bowl". */
  readonly phrase: string;
  /** What the task does with it: moves it, moves something to it, mentions it, or opens, presses or turns it. */
  readonly role: 'target' | 'destination' | 'reference' | 'fixture';
  /**
   * Whether the hand holds it to act on another one: the cloth of "wipe the table with the cloth", the bottle of "pour
   * the water from the bottle".
   */
  readonly isHeld?: boolean;
  /**
   * What it is before it is named again, and the number of objects that are named by then: the plate of "put the bowl
   * on the plate and put the plate in the sink" is a `target`, and a `destination` until 2 objects are named.
   */
  readonly earlier?: { readonly role: EventObject['role']; readonly until: number };
}

/** Where one object is over an episode, as far as gripper events tell. */
export interface ObjectTrack {
  readonly phrase: string;
  /** Position [length × 3], the effector's frame and unit; NaN where unknown. */
  readonly positions: Float64Array;
  /** Whether the gripper holds it, 0 or 1 [length]. */
  readonly grasped: Uint8Array;
  /** What the position was taken from; null where it is unknown. */
  readonly source: 'grasp' | 'release' | 'approach' | null;
}

/** What of an episode could not be told, or was told by a weaker rule. */
export interface EventProblem {
  /** Machine-readable kind. */
  readonly reason:
    | 'no-grasp'
    | 'approach-point'
    | 'untouched'
    | 'regrasped'
    | 'doubtful-grasp'
    | 'no-moved-object'
    | 'destination-unknown'
    | 'rest-unknown'
    | 'effector-gaps';
  /** The object, if it is about one. */
  readonly phrase: string | null;
  /** Where, if at one place. */
  readonly frame: number | null;
  /** One sentence for a person. */
  readonly detail: string;
}
