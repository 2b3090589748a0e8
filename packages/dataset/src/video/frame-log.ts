/** What ffmpeg says of a frame that it gives. */
export interface LoggedFrame {
  /** Seconds into the file. */
  readonly time: number;
  readonly width: number;
  readonly height: number;
}

/** Reads the lines of ffmpeg's `showinfo` filter, one per frame. */
export function parseFrameLog(log: string): readonly LoggedFrame[] {
  const lines = log.matchAll(/Parsed_showinfo.* pts_time:(\S+) .* s:(\d+)x(\d+) /g);
  return [...lines].map(([, time, width, height]) => ({
    time: Number(time),
    width: Number(width),
    height: Number(height),
  }));
}
