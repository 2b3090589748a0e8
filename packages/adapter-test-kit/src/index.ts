export { createConformanceChecks } from './conformance.js';
export {
  createFakeSession,
  type FakeCall,
  type FakeSession,
  type FakeSessionOptions,
  followSequence,
} from './fake-session.js';
export {
  createFakeTokenizer,
  defaultTokens,
  type FakeTokenizer,
  type FakeTokenizerOptions,
} from './fake-tokenizer.js';
export type { Capability, Check, ConformanceOptions } from './options.js';
export { type RehearsalOptions, rehearseInference } from './rehearse.js';
export { type TestAdapterOptions, type TestFunction, testAdapter } from './test-adapter.js';
