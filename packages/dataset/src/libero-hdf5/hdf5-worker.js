/**
 * The thread in which the HDF5 library runs. A damaged file can make it abort, hang or ask for all memory; then this
 * thread is ended and a new one serves the next file. See `hdf5-library.ts` for the other side.
 *
 * It is plain JavaScript because Node starts it as a file of its own, also from the sources.
 *
 * @import { Hdf5Answer, Hdf5Description, Hdf5Reply, Hdf5Request } from './hdf5-library.js'
 * @import { Dataset, File, Group } from 'h5wasm/node'
 * @typedef {{ buffer: ArrayBuffer, grow(pages: number): number }} Memory
 */
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { memoryBytes } = /** @type {{ memoryBytes: number }} */ (workerData);

// The library prints before it aborts; the failure is reported as an error instead. Nobody reads what is printed, so
// that it would be kept.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;

// The library may grow to 2 GB by itself; no file that we read needs that.
const { prototype } = /** @type {{ prototype: Memory }} */ (Reflect.get(globalThis, 'WebAssembly').Memory);
const { grow } = prototype;
prototype.grow = function growWithinLimit(/** @type {number} */ pages) {
  if (this.buffer.byteLength + pages * 65_536 > memoryBytes) throw new RangeError('memory limit reached');
  return grow.call(this, pages);
};

/** Where the library read last from a file: [position, length]. @type {[number, number] | null} */
let lastRead = null;
const { readSync } = fs;
fs.readSync = /** @type {typeof fs.readSync} */ (
  (/** @type {number} */ descriptor, /** @type {Uint8Array} */ buffer, /** @type {number[]} */ ...rest) => {
    const [offset = 0, length = 0, position = 0] = rest;
    lastRead = [position, length];
    return readSync(descriptor, buffer, offset, length, position);
  }
);

const library = await import('h5wasm/node');
// Without this the library prints to standard error and gives handles of -1 that fail later.
(await library.ready).activate_throwing_error_handler();

/** Up to this many bytes, what a dataset holds is sent along: a message, or to find where it lies, costs more. */
const largestContents = 2 ** 18;

/** A survey tells of so many demonstrations at most. */
const mostSurveyed = 64;

/** Of a file up to this size a survey sends what the small datasets hold, to so many bytes at most. */
const [smallFile, mostContents] = [2 ** 22, 2 ** 23];

/** The place that is worked on. */
let at = '';

/** The file of the last request stays open for the next. @type {{ path: string, file: File, descriptor: number } | null} */
let current = null;

/** @param {string} path */
function open(path) {
  if (current?.path === path) return current;
  current?.file.close();
  if (current !== null) fs.closeSync(current.descriptor);
  current = null;
  current = { path, file: new library.File(path, 'r'), descriptor: fs.openSync(path, 'r') };
  return current;
}

/** @param {File} file @param {string} place @returns {Dataset | null} */
function datasetAt(file, place) {
  const found = file.get(place);
  return found instanceof library.Dataset ? found : null;
}

/** Filters with greater numbers are not HDF5's own: the library has none of them. */
const lastOwnFilter = 255;

/** @param {Dataset} dataset */
function lackingFilterOf({ filters }) {
  const lacking = filters.find(({ id }) => id > lastOwnFilter);
  return lacking === undefined ? null : lacking.name || `number ${lacking.id}`;
}

/** The file that a link names, if what is at a place stands in another one. @param {File} file @param {string} place */
function linkedFileAt(file, place) {
  const link = /** @type {{ filename?: string }} */ (file.get_external_link(place));
  return link.filename ?? null;
}

/** The same for a place and all groups above it. @param {File} file @param {string} place */
function linkedFileOf(file, place) {
  const steps = place.split('/').filter((step) => step !== '');
  for (const index of steps.keys()) {
    const path = steps.slice(0, index + 1).join('/');
    if (file.get_type(path) < 0) return null;
    const linked = linkedFileAt(file, path);
    if (linked !== null) return linked;
  }
  return null;
}

/** What stands in another file is not looked at. @param {string} linkedFile @returns {Hdf5Description} */
function describeLink(linkedFile) {
  const nothing = { shape: null, elementSize: 0, element: '?', isPlain: false, lackingFilter: null };
  return { ...nothing, linkedFile, position: null, contents: null };
}

/** @param {number} descriptor @param {Dataset} dataset @param {boolean} isLoaded @returns {Hdf5Description} */
function describe(descriptor, dataset, isLoaded) {
  const { metadata } = dataset;
  const { type, size, signed, littleEndian, vlen, shape } = metadata;
  const letter = ['i', 'f'][type === 8 ? 0 : type];
  const isText = vlen || type === 3;
  const kind = letter === 'i' && !signed ? 'u' : (letter ?? '?');
  const isPlain = metadata.chunks === null && (metadata.virtual_sources ?? []).length === 0;
  const bytes = (shape ?? []).reduce((product, length) => product * length, size);
  const rows = shape?.[0] ?? 0;
  const lackingFilter = metadata.chunks === null ? null : lackingFilterOf(dataset);
  // What would fail fails where it is asked for.
  const isReadable = lackingFilter === null && !(letter === 'f' && size < 4);
  const isRead = isLoaded && isReadable && !isText && rows > 0;
  return {
    shape,
    elementSize: isText ? 0 : size,
    element: isText ? 'text' : `${littleEndian ? '' : '>'}${kind}${size}`,
    isPlain,
    linkedFile: null,
    lackingFilter,
    position: isRead && isPlain && bytes > largestContents ? locate(descriptor, dataset, rows) : null,
    contents: isRead && bytes <= largestContents ? readRows(dataset, 0, rows) : null,
  };
}

/**
 * The datasets at and below a place, by place; with what the small ones hold, and where the large ones lie, if they
 * are to be loaded.
 *
 * @param {number} descriptor @param {File} file @param {string} place @param {boolean} isLoaded
 */
function describeAll(descriptor, file, place, isLoaded, depth = 0) {
  at = place;
  const linkedFile = depth === 0 ? linkedFileOf(file, place) : linkedFileAt(file, place);
  if (linkedFile !== null) return { [place]: describeLink(linkedFile) };
  const found = file.get(place);
  if (found instanceof library.Dataset) return { [place]: describe(descriptor, found, isLoaded) };
  /** @type {Record<string, Hdf5Description>} */
  const all = {};
  // Groups may hold themselves.
  if (!(found instanceof library.Group) || depth > 2) return all;
  for (const name of found.keys()) {
    Object.assign(all, describeAll(descriptor, file, `${place}/${name}`, isLoaded, depth + 1));
  }
  return all;
}

/** @param {Dataset} dataset @param {number} start @param {number} end @returns {Uint8Array<ArrayBuffer>} */
function readRows(dataset, start, end) {
  const rest = /** @type {[][]} */ ((dataset.shape ?? []).slice(1).map(() => []));
  const values = /** @type {Uint8Array<ArrayBuffer>} */ (dataset.slice([[start, end], ...rest]));
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * Where the rows of a dataset begin in the file, if they lie there as they are, one after another: then they can be
 * read without the library. It is seen from where the library reads the first row; null is always safe.
 *
 * @param {number} descriptor @param {Dataset} dataset @param {number} rows @returns {number | null}
 */
function locate(descriptor, dataset, rows) {
  lastRead = null;
  const row = readRows(dataset, 0, 1);
  const position = /** @type {[number, number] | null} */ (lastRead)?.[0] ?? Number.NaN;
  if (!Number.isSafeInteger(position) || position + rows * row.length > fs.fstatSync(descriptor).size)
    return null;
  const found = Buffer.alloc(row.length);
  readSync(descriptor, found, 0, found.length, position);
  // A row of one value proves nothing: it may have been made up, or stand anywhere.
  return found.equals(row) && row.some((byte) => byte !== row[0]) ? position : null;
}

/** What has attributes at a place. @param {File} file @param {string} place */
function holderOf(file, place) {
  const found = file.get(place);
  return found instanceof library.Group || found instanceof library.Dataset ? found : null;
}

/** The attributes that are one text or number. @param {File} file @param {string} place */
function readAttributes(file, place) {
  const found = holderOf(file, place);
  if (found === null) return null;
  return Object.fromEntries(
    Object.entries(found.attrs).flatMap(([name, attribute]) => {
      const { value } = attribute;
      return ['string', 'number', 'bigint'].includes(typeof value) ? [[name, value]] : [];
    }),
  );
}

/**
 * The answers to all that opening a file of demonstrations asks: a message each would take longer than a small file.
 * What cannot be read is left out, so that it fails where it is asked for by itself.
 *
 * @param {string} path @returns {readonly Hdf5Answer[]}
 */
function survey(path) {
  /** @type {Hdf5Answer[]} */
  const answers = [];
  const add = (/** @type {Hdf5Request['operation']} */ operation, /** @type {string} */ place) => {
    try {
      const value = answer({ operation, path, place, start: 0, end: 0 });
      answers.push({ operation, place, value });
      return value;
    } catch {
      return null;
    }
  };
  add('keys', '/');
  add('attributes', 'data');
  add('describe', 'inspire/description');
  const demos = /** @type {readonly string[]} */ (add('keys', 'data') ?? []);
  let left = fs.fstatSync(open(path).descriptor).size <= smallFile ? mostContents : 0;
  for (const demo of demos.slice(0, mostSurveyed)) {
    add('attributeNames', `data/${demo}`);
    add('describe', `data/${demo}/object_infos`);
    const found = add(left > 0 ? 'load' : 'describe', `data/${demo}`);
    const described = /** @type {readonly Hdf5Description[]} */ (Object.values(found ?? {}));
    for (const { contents } of described) left -= contents?.length ?? 0;
  }
  return answers;
}

/** @param {Hdf5Request} request @returns {unknown} */
function answer({ operation, path, place, start, end }) {
  const { file, descriptor } = open(path);
  if (operation === 'survey') return survey(path);
  if (operation === 'keys') {
    const found = file.get(place);
    return found instanceof library.Group ? /** @type {Group} */ (found).keys() : null;
  }
  if (operation === 'attributes') return readAttributes(file, place);
  if (operation === 'attributeNames') return Object.keys(holderOf(file, place)?.attrs ?? {});
  if (operation === 'describe' || operation === 'load') {
    return describeAll(descriptor, file, place, operation === 'load');
  }
  const dataset = datasetAt(file, place);
  if (dataset === null) return null;
  return operation === 'texts' ? dataset.value : readRows(dataset, start, end);
}

port.on('message', (/** @type {Hdf5Request} */ request) => {
  /** @type {Hdf5Reply} */
  let reply;
  at = request.place;
  try {
    reply = { ok: true, value: answer(request) };
  } catch (error) {
    reply = { ok: false, at, reason: error instanceof Error ? error.message : String(error) };
  }
  const { value } = reply.ok ? reply : { value: null };
  port.postMessage(reply, value instanceof Uint8Array ? [/** @type {ArrayBuffer} */ (value.buffer)] : []);
});
port.postMessage('ready');
