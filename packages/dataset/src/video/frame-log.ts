/** What ffmpeg says of a frame that it gives. */
export interface LoggedFrame {
  /** Seconds into the file. */
  readonly time: number;
  /** Width and height in pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the lines of ffmpeg's `showinfo` filter, one per frame.
 *
 * Times are counted in ticks, whose length the filter tells first: the seconds that it prints beside them have six
 * digits only, too few after some minutes.
 */
export function parseFrameLog(log: string): readonly LoggedFrame[] {
  const [, ticks = '', seconds = ''] = /config in time_base: (\d+)\/(\d+)/.exec(log) ?? [];
  const lines = log.matchAll(/Parsed_showinfo.* pts:\s*(-?\d+) .* s:(\d+)x(\d+) /g);
  return [...lines].map(([, stamp, width, height]) => ({
    time: (Number(stamp) * Number(ticks)) / Number(seconds),
    width: Number(width),
    height: Number(height),
  }));
}
