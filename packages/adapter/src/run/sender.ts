import { InspireError } from '../errors.js';
import type { ImagePosition } from '../images.js';
import type { Attention } from '../layout.js';
import { logitRows } from '../logit-rows.js';
import type { ExtendOptions, Logits, VlaSession } from '../session.js';

/** Ids to send, with the attention of each. */
export interface Outgoing {
  readonly ids: readonly number[];
  readonly attentions: readonly Attention[];
  readonly images: readonly ImagePosition[];
}

/** Sends ids to a session, one call for each kind of attention. */
export interface Sender {
  /** Calls of `extend` so far. */
  readonly passes: number;
  /**
   * Sends ids and gives the logits after some of them.
   *
   * @param wanted - indices of these ids, ascending.
   * @returns the logits [vocabulary] after the id at one of these indices.
   */
  send(outgoing: Outgoing, wanted: readonly number[]): Promise<(index: number) => Float32Array>;
  /** Takes back the last ids; none of them may stand before an image. */
  takeBack(count: number): void;
}

/** Makes a sender. `check` runs before every call, and may throw to stop the walk. */
export function createSender(
  session: VlaSession,
  check: () => void,
  signal: AbortSignal | undefined,
): Sender {
  const sent: number[] = [];
  let passes = 0;
  async function extend(ids: readonly number[], options: Omit<ExtendOptions, 'signal'>): Promise<Logits> {
    check();
    passes += 1;
    try {
      const logits = await session.extend(ids, signal === undefined ? options : { ...options, signal });
      checkRows(logits, logitRows(options.logits, ids.length).length);
      return logits;
    } catch (error) {
      // A session that was stopped says so in words of its own.
      if (signal?.aborted === true) check();
      throw error;
    }
  }
  return {
    get passes() {
      return passes;
    },
    async send(outgoing, wanted) {
      const rows = new Map<number, Float32Array>();
      for (const { start, end, attention } of groupsOf(outgoing)) {
        const images = outgoing.images.filter(({ position }) => position >= start && position < end);
        const ids = outgoing.ids.slice(start, end);
        // The first id of a block sees it too: where it went ahead, it is taken back and sent again with the block.
        const before = outgoing.attentions[start] === 'block' ? sent.at(-1) : undefined;
        if (before !== undefined) session.rewind(session.length - 1);
        const lead = before === undefined ? 0 : 1;
        // Logits after the group's last id cost one row, and let no group be without.
        const asked = [...wanted.filter((index) => index >= start && index < end - 1), end - 1];
        const logits = await extend(before === undefined ? ids : [before, ...ids], {
          logits: asked.length === 1 ? 'last' : asked.map((index) => index - start + lead),
          attention,
          ...(images.length === 0
            ? {}
            : { images: images.map((image) => ({ ...image, position: image.position - start + lead })) }),
        });
        const { vocabularySize, values } = logits;
        asked.forEach((index, row) => {
          rows.set(index, values.subarray(row * vocabularySize, (row + 1) * vocabularySize));
        });
        sent.push(...ids);
      }
      return (index) => rows.get(index) ?? new Float32Array(0);
    },
    takeBack(count) {
      session.rewind(session.length - count);
      sent.length -= count;
    },
  };
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly attention: Attention;
}

/**
 * Stretches of equal attention. The causal id before a block is the first of it, and goes with it; only where pictures
 * stand before that id does it go ahead with them, since they do not see what begins behind them, and in one call with
 * the block they would.
 */
function groupsOf({ attentions, images }: Outgoing): readonly Group[] {
  const hasImages = (index: number) => images.some(({ position }) => position === index);
  const goesWithBlock = (index: number) =>
    attentions[index] === 'causal' && attentions[index + 1] === 'block' && !hasImages(index);
  const starts = attentions.flatMap((attention, index) => {
    const goesOn = attention === attentions[index - 1] || goesWithBlock(index - 1);
    return index === 0 || goesWithBlock(index) || !goesOn ? [index] : [];
  });
  return starts.map((start, group) => {
    const end = starts[group + 1] ?? attentions.length;
    return { start, end, attention: attentions[end - 1] ?? 'causal' };
  });
}

function checkRows({ rows, vocabularySize, values }: Logits, wanted: number): void {
  if (rows === wanted && values.length === rows * vocabularySize && vocabularySize > 0) return;
  throw new InspireError({
    code: 'LOGITS_INVALID',
    message: `${wanted} rows of logits were asked for; ${rows} of ${vocabularySize} came, in ${values.length} values`,
    at: 'session.extend',
    fix: 'give one row per id that is asked for, row-major',
  });
}
