/**
 * The thread in which HDF5 files are put together from the parts of `part-file.ts`. See `hdf5-assembly.ts` for the
 * other side.
 *
 * It is a thread of its own so that its clock can be stopped: HDF5 stores when a dataset was made, and the same
 * episodes must give the same bytes.
 *
 * @import { AssemblyDemonstration, AssemblyRequest, AssemblyReply } from './hdf5-assembly.js'
 * @import { PartDataset } from './part-file.js'
 * @import { FileOptions, Group } from 'h5wasm/node'
 */
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

Date.now = () => 0;

/** What the system said when a write failed; the library has only its own words. @type {unknown} */
let failure = null;
const { writeSync } = fs;
fs.writeSync = /** @type {typeof fs.writeSync} */ (
  (/** @type {Parameters<typeof fs.writeSync>} */ ...args) => {
    try {
      return writeSync(...args);
    } catch (error) {
      failure = error;
      throw error;
    }
  }
);

const library = await import('h5wasm/node');
(await library.ready).activate_throwing_error_handler();

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** Datasets above this many bytes are made in chunks of a row, since the library copies what it is given. */
const { largestWhole } = /** @type {AssemblyRequest} */ (workerData);

/** As the files of h5py and LIBERO, which every HDF5 library reads. */
/** @type {FileOptions} */
const options = { libver: ['earliest', 'latest'] };

/** @type {Readonly<Record<string, (bytes: Uint8Array) => import('h5wasm/node').GuessableDataTypes>>} */
const elements = {
  u1: (bytes) => bytes,
  i4: ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length / 4),
  i8: ({ buffer, byteOffset, length }) => new BigInt64Array(buffer, byteOffset, length / 8),
  f4: ({ buffer, byteOffset, length }) => new Float32Array(buffer, byteOffset, length / 4),
  f8: ({ buffer, byteOffset, length }) => new Float64Array(buffer, byteOffset, length / 8),
};

/** @param {number} descriptor @param {number} start @param {number} end */
function readBytes(descriptor, start, end) {
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length; ) {
    const count = fs.readSync(descriptor, bytes, done, bytes.length - done, start + done);
    if (count === 0) throw new Error('a part of an episode is cut off');
    done += count;
  }
  return bytes;
}

/** Groups are made as their datasets need them. @param {Group} group @param {string} place @returns {[Group, string]} */
function locate(group, place) {
  const [name = '', ...rest] = place.split('/').reverse();
  let holder = group;
  for (const step of rest.reverse()) {
    const found = holder.keys().includes(step) ? holder.get(step) : holder.create_group(step);
    holder = /** @type {Group} */ (found);
  }
  return [holder, name];
}

/** @param {Group} group @param {number} descriptor @param {PartDataset} dataset */
function writeDataset(group, descriptor, { place, element, shape, start, end }) {
  const [holder, name] = locate(group, place);
  if (element === 'text') {
    const data = JSON.parse(Buffer.from(readBytes(descriptor, start, end)).toString());
    holder.create_dataset({ name, data, shape: [...shape], dtype: 'S' });
    return;
  }
  const convert = elements[element];
  if (convert === undefined) throw new Error(`${element} is no type of numbers`);
  const [rows = 0, ...rest] = shape;
  const rowBytes = (end - start) / Math.max(1, rows);
  const rowsAtOnce = Math.max(1, Math.floor(largestWhole / Math.max(1, rowBytes)));
  const first = Math.min(rows, rowsAtOnce);
  /** @param {number} from @param {number} to */
  const read = (from, to) => convert(readBytes(descriptor, start + from * rowBytes, start + to * rowBytes));
  const data = read(0, first);
  if (first === rows) holder.create_dataset({ name, data, shape: [...shape] });
  else {
    const chunked = { shape: [first, ...rest], maxshape: [...shape], chunks: [1, ...rest] };
    const dataset = holder.create_dataset({ name, data, ...chunked });
    dataset.resize([...shape]);
    for (let row = first; row < rows; row += rowsAtOnce) {
      const to = Math.min(rows, row + rowsAtOnce);
      dataset.write_slice([[row, to], ...rest.map(() => /** @type {[]} */ ([]))], read(row, to));
    }
  }
}

/** @param {Group} data @param {AssemblyDemonstration} demonstration @param {number} index */
function writeDemonstration(data, { file, datasets, length }, index) {
  const group = data.create_group(`demo_${index}`);
  const descriptor = fs.openSync(file, 'r');
  try {
    for (const dataset of datasets) writeDataset(group, descriptor, dataset);
  } finally {
    fs.closeSync(descriptor);
  }
  group.create_attribute('num_samples', BigInt64Array.of(BigInt(length)), [], '<q');
}

/** @param {AssemblyRequest} request */
function assemble({ path, texts, counts, description, demonstrations }) {
  const file = new library.File(path, 'w', options);
  try {
    const data = file.create_group('data');
    for (const [name, text] of Object.entries(texts)) data.create_attribute(name, text);
    for (const [name, count] of Object.entries(counts))
      data.create_attribute(name, BigInt64Array.of(BigInt(count)), [], '<q');
    for (const [index, demonstration] of demonstrations.entries())
      writeDemonstration(data, demonstration, index);
    const [holder, name] = locate(file, description.place);
    holder.create_dataset({ name, data: [description.text], dtype: 'S' });
    file.flush();
  } finally {
    file.close();
  }
}

/** @type {AssemblyReply} */
let reply = { ok: true };
try {
  assemble(/** @type {AssemblyRequest} */ (workerData));
} catch (error) {
  const cause = failure ?? error;
  const { message, code } =
    cause instanceof Error
      ? { code: '', ...cause, message: cause.message }
      : { message: String(cause), code: '' };
  reply = { ok: false, reason: code === '' || message.includes(code) ? message : `${code}: ${message}` };
}
port.postMessage(reply);
