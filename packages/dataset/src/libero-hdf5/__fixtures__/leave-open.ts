// Asks the HDF5 library for the root of a file, and does not close it. Status 3: the process would not end by itself.
//
//   npx tsx src/libero-hdf5/__fixtures__/leave-open.ts FILE
import { createHdf5Library } from '../hdf5-library.js';

const [, , path = ''] = process.argv;
const reply = await createHdf5Library().request({ operation: 'keys', path, place: '/', start: 0, end: 0 });
console.log(JSON.stringify(reply));
setTimeout(() => process.exit(3), 2000).unref();
