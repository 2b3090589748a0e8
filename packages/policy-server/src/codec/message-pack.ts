import { InspireError } from '@inspire-vla/adapter';
import { Packr } from 'msgpackr/pack';

// Maps stay Maps, so that keys of type bin and of type str can be told apart, as numpy's extension needs.
const packr = new Packr({
  useRecords: false,
  mapsAsObjects: false,
  variableMapSize: true,
  copyBuffers: false,
  int64AsType: 'bigint',
});

/** First bytes of a map: fixmap, map 16, map 32. */
const isMapHead = (byte: number) => (byte & 0xf0) === 0x80 || byte === 0xde || byte === 0xdf;

/** One message as MessagePack; Maps keep their keys' types, objects have keys of type str. */
export function pack(value: unknown): Uint8Array {
  return packr.pack(value);
}

/**
 * The one map that a message from outside consists of. Byte strings are views into the message.
 *
 * @throws InspireError `MESSAGE_CORRUPT` for anything else.
 */
export function unpackMap(message: Uint8Array): ReadonlyMap<unknown, unknown> {
  // Every message of these protocols is a map, so most garbage need not be decoded at all.
  const [head = 0xc1] = message;
  if (!isMapHead(head)) throw corrupt('the message is no MessagePack map');
  const decoded = unpackFirst(message);
  // The library writes what follows a value into its error; with a hostile message that could be long.
  if (decoded.end !== message.length) throw corrupt(`${message.length - decoded.end} bytes follow the map`);
  if (decoded.value instanceof Map) return decoded.value as ReadonlyMap<unknown, unknown>;
  throw corrupt('the message is no MessagePack map');
}

function unpackFirst(message: Uint8Array): { readonly value: unknown; readonly end: number } {
  let first: { readonly value: unknown; readonly end: number } | null = null;
  try {
    packr.unpackMultiple(message, (value: unknown, _: number | undefined, end: number | undefined) => {
      first = { value, end: end ?? 0 };
      return false;
    });
  } catch (cause) {
    const isDeep = cause instanceof RangeError && /call stack/.test(cause.message);
    throw corrupt(
      isDeep ? 'the message is nested too deeply' : 'the message ends early or is damaged',
      cause,
    );
  }
  return first ?? { value: undefined, end: 0 };
}

function corrupt(message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'MESSAGE_CORRUPT',
    message,
    at: 'message',
    fix: 'send one binary frame with one MessagePack map',
    cause,
  });
}
