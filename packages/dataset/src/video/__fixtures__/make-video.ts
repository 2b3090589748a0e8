import { spawnSync } from 'node:child_process';

/** Whether ffmpeg can be run; tests that need it are skipped where it cannot. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** Width and height of {@link makeVideo}'s pictures. */
export const videoSize = { width: 48, height: 32 } as const;

/** The colour of a frame: no two of the first hundred are near each other. */
export function frameColour(frame: number): readonly [number, number, number] {
  return [(frame * 53) % 256, (frame * 97 + 40) % 256, (frame * 29 + 90) % 256];
}

/** Raw pixels of a picture that is all of one frame's colour. */
export function framePixels(frame: number): Uint8Array {
  const colour = frameColour(frame);
  const { width, height } = videoSize;
  return Uint8Array.from({ length: width * height * 3 }, (_, index) => colour[index % 3] ?? 0);
}

/** What {@link makeVideo} makes. */
interface VideoPlan {
  readonly first?: number;
  readonly count: number;
  readonly fps: number;
  readonly interval?: number;
  /** Frames between those that others refer to: they are stored after the later one that they need. */
  readonly between?: number;
}

/** Makes a video of frames [first, first + count), of which every `interval`-th stands alone. */
export function makeVideo(
  file: string,
  { first = 0, count, fps, interval = 2, between = 0 }: VideoPlan,
): void {
  const input = Buffer.concat(Array.from({ length: count }, (_, frame) => framePixels(first + frame)));
  const { width, height } = videoSize;
  const options = [
    ...['-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(fps)],
    ...['-i', 'pipe:0', '-c:v', 'mpeg4', '-q:v', '1', '-g', String(interval), '-sc_threshold', '1000000000'],
    ...['-bf', String(between), '-flags', '+cgop', '-y', file],
  ];
  const { status, stderr } = spawnSync('ffmpeg', options, { input });
  if (status !== 0) throw new Error(stderr.toString());
}

/** The frame of {@link makeVideo} that a picture shows; undefined where it shows none. */
export function frameOf(pixels: Uint8Array): number | undefined {
  const middle = (Math.floor(videoSize.height / 2) * videoSize.width + Math.floor(videoSize.width / 2)) * 3;
  const isNear = (value: number, channel: number) => Math.abs(value - (pixels[middle + channel] ?? -99)) < 8;
  const found = Array.from({ length: 100 }, (_, frame) => frame).filter((frame) =>
    frameColour(frame).every(isNear),
  );
  return found.length === 1 ? found[0] : undefined;
}
