/** What may be chosen when a source is opened; a reader leaves out what its format does not know. */
export interface OpenOptions {
  /** The ffmpeg program, for cameras that are stored as video: a name on the path, or a path. Default `ffmpeg`. */
  readonly ffmpeg?: string;
  /**
   * Where positions of bodies come from: `scene`, only those that were recorded; `kinematics`, computed from the
   * recorded model and joint positions; `auto`, the default: recorded ones where there are any, else computed ones.
   */
  readonly positions?: 'auto' | 'scene' | 'kinematics';
  /**
   * Whether frames whose action does nothing stay (`keep`, the default) or go (`drop`), by the rule of the InSpire
   * authors' regenerated LIBERO. Of original files the feature `original_frame` says which are left. `drop` is an error
   * for what is no LIBERO file, or was written by this package; regenerated files are without them already.
   */
  readonly noOps?: 'keep' | 'drop';
  /** Megabytes that DuckDB may take to read parquet files; more is an error. Default 1024. */
  readonly memoryMegabytes?: number;
  /** Threads that DuckDB may use to read parquet files. Default 1. */
  readonly threads?: number;
}

/** What reading parquet files may take by these options. */
export function parquetLimits({ memoryMegabytes = 1024, threads }: OpenOptions): {
  readonly memoryMegabytes: number;
  readonly threads: number | undefined;
} {
  return { memoryMegabytes, threads };
}
