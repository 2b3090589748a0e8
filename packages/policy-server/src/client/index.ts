export { createNdArray, type NdArray, type NumberArray, type NumpyScalar } from '../arrays/nd-array.js';
export { readNumbers } from '../arrays/read-numbers.js';
export type { Value, ValueMap } from '../codec/value.js';
export { type ActionChunkBroker, type ChunkPolicy, createActionChunkBroker } from './action-chunk-broker.js';
export type { SocketOptions } from './message-socket.js';
export {
  type AlohaInput,
  createAlohaObservation,
  createDroidObservation,
  createLiberoObservation,
  type DroidInput,
  type LiberoInput,
  toPictureArray,
} from './observations.js';
export { createOpenpiClient, type OpenpiClient, type OpenpiReply } from './openpi-client.js';
export {
  createOpenVlaClient,
  type OpenVlaClient,
  type OpenVlaClientOptions,
  type OpenVlaRequest,
} from './openvla-client.js';
export { createVlaEvalClient, type VlaEvalClient } from './vla-eval-client.js';
