export { decodePicture } from './codec/decode-picture.js';
export type {
  InferOptions,
  Policy,
  PolicyAnswer,
  PolicyConnection,
  PolicyDescription,
  PolicyObservation,
  PolicyReply,
  PolicyTimings,
} from './policy/policy.js';
export type { PolicyScales } from './policy/scales.js';
export { createTwoStepPolicy, type TwoStepPolicyOptions } from './policy/two-step-policy.js';
export { createOpenpiProtocol, type OpenpiProtocolOptions } from './protocol/openpi.js';
export { createOpenVlaProtocol, type OpenVlaProtocolOptions } from './protocol/openvla.js';
export type {
  Answer,
  Conversation,
  Protocol,
  ProtocolClient,
  RestAnswer,
  RestProtocol,
  WebsocketProtocol,
} from './protocol/protocol.js';
export { createVlaEvalProtocol, type VlaEvalProtocolOptions } from './protocol/vla-eval.js';
export type { VlaEvalGripper } from './protocol/vla-eval-gripper.js';
export type { VlaEvalSpec, VlaEvalSpecs } from './protocol/vla-eval-hello.js';
export { type RobotName, robotNames } from './robots/robots.js';
export {
  createPolicyServer,
  type PolicyServer,
  type PolicyServerOptions,
} from './server/create-policy-server.js';
export type { TlsOptions } from './server/http-server.js';
export { defaultLimits, type ServerLimits } from './server/limits.js';
export type { Log, LogEntry } from './server/log.js';
export {
  createWorkerPolicy,
  type PolicyModule,
  type WorkerPolicyOptions,
} from './worker/create-worker-policy.js';
