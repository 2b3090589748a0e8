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
   * authors' regenerated LIBERO. The feature `original_frame` says which are left.
   */
  readonly noOps?: 'keep' | 'drop';
}
