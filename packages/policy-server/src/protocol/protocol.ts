import type { InspireError } from '@inspire-vla/adapter';
import type { PolicyDescription, PolicyObservation, PolicyReply } from '../policy/policy.js';

/** What a protocol may do for one of its clients. */
export interface ProtocolClient {
  readonly policy: PolicyDescription;
  /**
   * One step, in its turn among all clients.
   *
   * @throws InspireError `QUEUE_FULL`, `SERVER_STOPPING`, and what the policy throws.
   */
  infer(observation: PolicyObservation): Promise<PolicyReply>;
  /** Forgets the last step. */
  reset(): void;
}

/** What is sent for one message. */
export interface Answer {
  /** Bytes make a binary frame, text a text frame; null sends nothing. */
  readonly message: Uint8Array | string | null;
  /** Ends the conversation after that. */
  readonly close?: { readonly code: number; readonly reason: string };
  /** What went wrong, for logs and counters. */
  readonly error?: unknown;
}

/** One client's conversation. It never throws: each protocol has its own way to say that something failed. */
export interface Conversation {
  /** Sent at once, or null where the client speaks first. */
  readonly greeting: Uint8Array | null;
  answer(message: Uint8Array | string): Promise<Answer>;
  /** How the client is told of an error outside any of its messages, before the connection is closed. */
  refuse(error: InspireError): string | Uint8Array | null;
}

/** A protocol over websockets. */
export interface WebsocketProtocol {
  readonly kind: 'websocket';
  readonly name: string;
  converse(client: ProtocolClient): Conversation;
  /** Further pages by path, e.g. `/config`, as values for JSON. */
  readonly pages?: Readonly<Record<string, () => unknown>>;
}

/** What a request to a {@link RestProtocol} is answered with. */
export interface RestAnswer {
  readonly status: number;
  /** JSON. */
  readonly text: string;
  readonly error?: unknown;
}

/** A protocol of single requests. */
export interface RestProtocol {
  readonly kind: 'rest';
  readonly name: string;
  /** The path that takes POST. */
  readonly path: string;
  answer(body: string, client: ProtocolClient): Promise<RestAnswer>;
}

/** A protocol that a policy can be served by. */
export type Protocol = WebsocketProtocol | RestProtocol;
