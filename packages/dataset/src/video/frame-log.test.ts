import { describe, expect, it } from 'vitest';
import { parseFrameLog } from './frame-log.js';

const filter = '[Parsed_showinfo_0 @ 0x56111cad6100]';

describe('the log of ffmpeg', () => {
  it('tells time and size of every frame, exactly even after hours, as versions 5 and 7 write it', () => {
    const log = [
      `${filter} config in time_base: 1/10240, frame_rate: 10/1`,
      `${filter} config out time_base: 0/0, frame_rate: 0/0`,
      `${filter} n:   0 pts:126418944 pts_time:12345.6 pos:   48 fmt:yuv420p sar:1/1 s:64x48 i:P iskey:1 type:I `,
      `${filter} color_range:tv color_space:unknown color_primaries:unknown color_trc:unknown`,
      `${filter} n:   1 pts:   1024 pts_time:0.1 duration:   1024 fmt:yuv420p sar:1/1 s:64x48 i:P iskey:0 type:P `,
    ];
    expect(parseFrameLog(log.join('\n'))).toEqual([
      { time: 12345.6, width: 64, height: 48 },
      { time: 0.1, width: 64, height: 48 },
    ]);
  });

  it('has no frames where nothing was decoded, nor where a frame has no time', () => {
    expect(parseFrameLog('file:a.mp4: Invalid data found when processing input')).toEqual([]);
    expect(parseFrameLog(`${filter} n:   0 pts:NOPTS pts_time:NOPTS s:64x48 i:P `)).toEqual([]);
  });
});
