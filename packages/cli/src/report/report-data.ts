/** All that a report shows. Plain data; no file is read for it. */
export interface ReportData {
  /** Heading of the page. */
  readonly title: string;
  /** What was annotated: a path without the machine's own part, and the format's name. */
  readonly source: { readonly path: string; readonly format: string };
  /** Version of the program that annotated. */
  readonly version: string;
  /** Options of the run, by name, as a person should read them. */
  readonly options: Readonly<Record<string, string>>;
  /** All answers; the index is the label code. */
  readonly vocabulary: readonly string[];
  /** Counts over the whole dataset, shown or not. */
  readonly totals: ReportTotals;
  /** What a person should look at; those with the same text are shown as one. */
  readonly problems: readonly ReportProblem[];
  /** In the order to show. */
  readonly tasks: readonly ReportTask[];
  /** Tasks that the dataset has, shown or not; default: those shown. */
  readonly taskCount?: number;
  /** Episodes that are shown of one task; default 3. */
  readonly maximumEpisodes?: number;
}

/** How often each answer was given. */
export interface ReportCounts {
  /** By answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Labels that are missing. */
  readonly unlabelled: number;
}

/** Counts over a dataset; a label is one answer about one object at one frame. */
export interface ReportTotals extends ReportCounts {
  /** Episodes. */
  readonly episodes: number;
  /** Frames of all episodes. */
  readonly frames: number;
  /** Labels that are there. */
  readonly labels: number;
}

/** Something that a person should know, with its place. */
export interface ReportProblem {
  /** Episode, file or field. */
  readonly where: string;
  /** What is wrong, in one sentence. */
  readonly what: string;
}

/** All episodes with the same instruction. */
export interface ReportTask {
  /** What the robot is told. */
  readonly instruction: string;
  /** In plan order. */
  readonly objects: readonly ReportObject[];
  /** The episodes to show; those beyond {@link ReportData.maximumEpisodes} are left out. */
  readonly episodes: readonly ReportEpisode[];
  /** Episodes that the dataset has of this task. */
  readonly episodeCount: number;
}

/** An object that questions are asked about. */
export interface ReportObject {
  /** As it stands in the question. */
  readonly phrase: string;
  /** The part that it plays, e.g. `target`. */
  readonly role: string;
  /** The sentence that is asked. */
  readonly question: string;
  /** Where the phrase stands in the instruction [start, end), UTF-16 units; null where it does not. */
  readonly span: readonly [start: number, end: number] | null;
  /** The scene's body that it is linked to; null where there is none. */
  readonly body: string | null;
  /** What to know of the link, e.g. why there is none. */
  readonly note?: string;
  /** Counts over all episodes of the task; without them, those of {@link ReportTask.episodes} are counted. */
  readonly counts?: ReportCounts;
}

/** One episode. */
export interface ReportEpisode {
  /** The source's own name of it. */
  readonly id: string;
  /** Place in the dataset. */
  readonly index: number;
  /** Frames. */
  readonly length: number;
  /** Frames per second. */
  readonly fps: number;
  /** Label codes of each object [objects][length]; `unlabelled` (65535) where there is no label. */
  readonly codes: readonly Uint16Array[];
  /** Object − end effector of each object [objects][length × 3], world frame, metres; null where unknown. */
  readonly relations: readonly (Float32Array | Float64Array | null)[];
  /** Pictures, by frame in ascending order; {@link chooseFrames} says which frames are worth one. */
  readonly strip: readonly ReportPicture[];
}

/** The picture of one frame. */
export interface ReportPicture {
  /** From 0. */
  readonly frame: number;
  /** Kind of the file. */
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp';
  /** The whole file; small pictures (about 160 pixels wide) keep the report small. */
  readonly bytes: Uint8Array;
}
