export { copyAttachments, unplacedAttachments } from './attachments.js';
export { type Copied, type CopyOptions, copyDataset } from './copy-dataset.js';
export { unplacedDepth } from './depth-cameras.js';
export type {
  Attachment,
  Camera,
  Column,
  DepthCamera,
  Episode,
  EpisodeSource,
  EpisodeSummary,
  Feature,
  FeaturePlace,
  FeatureType,
  FrameRecords,
  LanguageRole,
  LanguageRow,
  Picture,
  ReadPlan,
  Scene,
  SimulatorStates,
  VideoStretch,
} from './episode.js';
export { type DownloadOptions, downloadSnapshot, type Snapshot } from './hub/download-snapshot.js';
export { checkPush, type Pushed, type PushOptions, pushFolder } from './hub/push-folder.js';
export { type HubReference, type HubRepositoryType, parseHubReference } from './hub/reference.js';
export { type ResolvedSource, resolveSource } from './hub/resolve-source.js';
export { type HubSettings, readHubSettings } from './hub/settings.js';
export { joinSources } from './join-sources.js';
export { openJsonLines } from './jsonl/open.js';
export { createJsonLinesWriter } from './jsonl/writer.js';
export { leftoverSize } from './leftover-size.js';
export type { LeRobotSource } from './lerobot/create-source.js';
export { openLeRobotV2 } from './lerobot-v2/open.js';
export { createLeRobotV2Writer } from './lerobot-v2/writer.js';
export { openLeRobotV3 } from './lerobot-v3/open.js';
export { createLeRobotV3Writer } from './lerobot-v3/writer.js';
export { openLiberoHdf5 } from './libero-hdf5/open.js';
export { createLiberoHdf5Writer } from './libero-hdf5/writer.js';
export {
  type Evidence,
  type LinkableObject,
  type LinkInput,
  linkObjects,
  type ObjectLink,
  offsetOf,
} from './linking/link-objects.js';
export { readObjectsOfInterest } from './linking/objects-of-interest.js';
export { type Axis, liberoView, type PositionOf, type View } from './linking/view.js';
export { type BodyPoses, bodyPoses, type StateTable, sitePositions } from './mjcf/kinematics.js';
export type { Body, Geom, Joint, JointType, KinematicModel, Site } from './mjcf/model.js';
export { readKinematicModel } from './mjcf/read-model.js';
export { openDataset, type SourceFormat, sourceFormats } from './open-dataset.js';
export type { OpenOptions } from './open-options.js';
export { outputError } from './output-error.js';
export { checkOutputPlace, realPlace } from './output-space.js';
export { parseJson } from './parse-json.js';
export { openRealJson } from './real-json/open.js';
export {
  createResumableWriter,
  type ResumableWriter,
  type ResumableWriterOptions,
} from './resuming/resumable-writer.js';
export {
  type JournalEntry,
  openRunJournal,
  type Progress,
  type RunIdentity,
  type RunJournal,
} from './resuming/run-journal.js';
export { openRlds } from './rlds/open.js';
export { createRldsWriter } from './rlds/writer.js';
export { selectEpisodes } from './select-episodes.js';
export { type SourceOptions, sourceOptions } from './source-options.js';
export {
  checkOutputAbsent,
  createStagedDirectory,
  type StagedDirectory,
  type StagingOptions,
} from './staging.js';
export { unplacedTasks } from './unplaced-tasks.js';
export { createVideoCopies, type VideoCopies } from './video-copies.js';
export {
  canEncodeApart,
  canHold,
  createEncoder,
  createWriter,
  type OutputFormat,
  outputFormats,
} from './writing/create-writer.js';
export type {
  Checkpoint,
  DatasetTotals,
  DatasetWriter,
  EncodedEpisode,
  EpisodeEncoder,
  EpisodeInput,
  EpisodeReceipt,
  WriterOptions,
} from './writing/dataset-writer.js';
export { type EpisodePlace, episodePlaces } from './writing/episode-place.js';
export type { FileMarks } from './writing/file-marks.js';
