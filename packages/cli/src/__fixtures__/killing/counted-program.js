// The command line as a program that tells its parent of every step it takes on the file system, by a byte on the
// descriptor 3. JavaScript, since it is the first thing that a process runs.
import fs, { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const tick = () => {
  try {
    writeSync(3, '.');
  } catch {
    // The parent does not count any more.
  }
};

function count(object, names) {
  for (const name of names) {
    const original = object[name];
    object[name] = function (...args) {
      tick();
      return original.apply(this, args);
    };
  }
}

const changing = ['open', 'mkdir', 'rename', 'rm', 'writeFile', 'appendFile', 'symlink', 'copyFile', 'truncate'];
count(fs.promises, [...changing, 'stat', 'lstat', 'readdir']);
const handle = await fs.promises.open(new URL(import.meta.url));
count(Object.getPrototypeOf(handle), ['write', 'appendFile', 'datasync', 'truncate', 'close', 'read']);
await handle.close();
syncBuiltinESMExports();

const { main } = await import('../../main.js');
process.exitCode = await main(process.argv.slice(2));
