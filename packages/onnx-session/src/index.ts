export { readManifest } from './manifest/read-manifest.js';
export { type OpenedModel, type OpenModelFolderOptions, openModelFolder } from './open-model-folder.js';
export { declineTelemetry } from './runtime/decline-telemetry.js';
export * from './web.js';
