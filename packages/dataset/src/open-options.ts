/** Options of reading. */
export interface OpenOptions {
  /** The ffmpeg program, for cameras that are stored as video: a name on the path, or a path. Default `ffmpeg`. */
  readonly ffmpeg?: string;
}
