import type { EpisodeSummary, FrameRecords } from '@inspire-vla/dataset';
import type { DatasetProblem } from './problem.js';

/** How far a step may be from the frame rate's, as a part of it, before it is a gap or the rate is wrong. */
const tolerance = 0.02;

/**
 * Looks for frames that are missing, for times that disagree with the frame rate: all of them (`wrong-fps`), or a few
 * (`timestamp-gap`), and, where frames of a video are looked up by them, for such as do not begin at 0 (`late-start`).
 */
export function checkTimes(
  { id, cameras }: Pick<EpisodeSummary, 'id' | 'cameras'>,
  fps: number,
  { numbers, seconds }: Pick<FrameRecords, 'numbers' | 'seconds'>,
): readonly DatasetProblem[] {
  const isLate =
    seconds !== null && beginsLate(fps, seconds) && cameras.some(({ video }) => video !== undefined);
  // Nearly always all is well, and then there is nothing to be sorted.
  if (!isLate && isRegular(fps, seconds) && isCounted(numbers)) return [];
  const wrongRate = seconds === null ? null : checkRate(id, fps, seconds);
  const gaps = seconds === null || wrongRate !== null ? null : findTimeGap(id, fps, seconds);
  const missing = numbers === null ? null : findFrameGap(id, numbers);
  const start = isLate ? describeStart(id, seconds) : null;
  return [missing, start, wrongRate, gaps].filter((problem) => problem !== null);
}

function isRegular(fps: number, seconds: FrameRecords['seconds']): boolean {
  if (seconds === null) return true;
  for (let frame = 1; frame < seconds.length; frame += 1)
    if (!isStep((seconds[frame] ?? 0) - (seconds[frame - 1] ?? 0), fps)) return false;
  return true;
}

/** Whether a step between two frames is as long as the frame rate says. */
function isStep(length: number, fps: number): boolean {
  return Math.abs(length * fps - 1) <= tolerance;
}

/** Whether the first time is nearer to another frame's than to 0. */
function beginsLate(fps: number, [first = 0]: NonNullable<FrameRecords['seconds']>): boolean {
  return Math.abs(first * fps) > 0.5;
}

function describeStart(id: string, [first = 0]: NonNullable<FrameRecords['seconds']>): DatasetProblem {
  const message = `its time is ${round(first)} s, an episode begins at 0`;
  return { code: 'late-start', at: `${id}, frame 0`, message };
}

function isCounted(numbers: FrameRecords['numbers']): boolean {
  if (numbers === null) return true;
  for (let frame = 0; frame < numbers.length; frame += 1) if (numbers[frame] !== frame) return false;
  return true;
}

/** Whether most steps have another length than the frame rate says; null where they agree. */
export function checkRate(id: string, fps: number, seconds: ArrayLike<number>): DatasetProblem | null {
  const steps = stepsOf(seconds)
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  const median = steps[Math.floor(steps.length / 2)];
  if (median === undefined || !(median > 0) || isStep(median, fps)) return null;
  const found = Number((1 / median).toPrecision(4));
  const message = `the frames' times say ${found} frames per second, the dataset ${fps}`;
  return { code: 'wrong-fps', at: id, message };
}

function stepsOf(seconds: ArrayLike<number>): number[] {
  return Array.from(seconds, (second, frame) => second - (seconds[frame - 1] ?? 0)).slice(1);
}

function findTimeGap(id: string, fps: number, seconds: ArrayLike<number>): DatasetProblem | null {
  const step = stepsOf(seconds).findIndex((length) => !isStep(length, fps));
  if (step < 0) return null;
  const [before = 0, after = 0] = [seconds[step], seconds[step + 1]];
  const message = `its time is ${round(after)} s, that of the frame before ${round(before)} s; ${round(1 / fps)} s lie between frames`;
  return { code: 'timestamp-gap', at: `${id}, frame ${step + 1}`, message };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function findFrameGap(id: string, numbers: ArrayLike<number>): DatasetProblem | null {
  const frame = Array.from(numbers).findIndex((number, index) => number !== index);
  if (frame < 0) return null;
  const message = `the frame is number ${numbers[frame]}, ${frame} is expected`;
  return { code: 'frame-gap', at: `${id}, frame ${frame}`, message };
}

/** Looks for the marks of beginning and end, where the format has them, at frames inside. */
export function checkEnds(
  id: string,
  isFirst: ArrayLike<unknown> | undefined,
  isLast: ArrayLike<unknown> | undefined,
): readonly DatasetProblem[] {
  const first = Array.from(isFirst ?? [], Number).findIndex((flag, frame) => flag !== Number(frame === 0));
  const flags = Array.from(isLast ?? [], Number);
  const last = flags.findIndex((flag, frame) => flag !== Number(frame === flags.length - 1));
  const places = [
    ['is_first', first],
    ['is_last', last],
  ] as const;
  return places.flatMap(([name, frame]): readonly DatasetProblem[] => {
    if (frame < 0) return [];
    const message = 'the mark is not where the episode begins or ends, so that steps may be missing';
    return [{ code: 'frame-gap', at: `${id}, frame ${frame}, ${name}`, message }];
  });
}
