import type { ErrorDescription } from '@inspire-vla/adapter';
import type { PolicyDescription, PolicyObservation, PolicyReply } from '../policy/policy.js';

/** What a policy's thread is told to load. */
export interface WorkerTask {
  /** Address of the module. */
  readonly module: string;
  /** Given to its `createPolicy`, as a structured clone. */
  readonly options: unknown;
}

/** What is asked of a policy's thread. */
export type WorkerRequest =
  | {
      readonly kind: 'infer';
      readonly id: number;
      readonly client: number;
      readonly observation: PolicyObservation;
    }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'reset'; readonly client: number }
  | { readonly kind: 'leave'; readonly client: number }
  | { readonly kind: 'close' };

/** What the thread answers. */
export type WorkerAnswer =
  | { readonly kind: 'ready'; readonly description: PolicyDescription }
  | { readonly kind: 'failed'; readonly error: ErrorDescription }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: PolicyReply }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorDescription }
  | { readonly kind: 'closed' };
