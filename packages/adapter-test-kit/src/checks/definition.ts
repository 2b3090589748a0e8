import type { Capability } from '../options.js';
import type { Subject } from '../subject.js';

/** A check before it is bound to an adapter. */
export interface CheckDefinition {
  readonly name: string;
  readonly claim: string;
  /** The capability that the check is about; it may be skipped with a reason. */
  readonly capability?: Capability;
  readonly run: (subject: Subject) => void | Promise<void>;
}
