import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Recording } from '../annotate/options.js';
import type { TabletopRecordOptions } from './record.js';
import type { PolicyChoice } from './requests.js';

/**
 * What decides what a recording holds, the size of its pictures aside: the same description, with the same version of the
 * program, means the same bytes. Nothing of the machine is in it.
 */
export async function describeRecording(options: TabletopRecordOptions): Promise<Recording> {
  const { tasks, split, episodes, seed, noise, bursts, drivers, replan, imageSize } = options;
  return {
    ...{ seed, episodes, noise, bursts, imageSize },
    split:
      split === undefined ? null : { name: split.name, version: split.version, checksum: split.checksum },
    tasks: tasks.map(({ id }) => id),
    // Of tasks of one's own the names say little.
    tasksSha256: digestOf(JSON.stringify(tasks)),
    drivers: await Promise.all(drivers.map(describeDriver)),
    replan,
  };
}

/** A model by its name and the digest of its manifest, which has those of its files. */
async function describeDriver(driver: PolicyChoice): Promise<Readonly<Record<string, unknown>>> {
  if (driver.kind === 'server') return { kind: driver.kind, url: driver.url };
  if (driver.kind !== 'model') return { kind: driver.kind };
  const manifest = await readFile(join(driver.folder, 'inspire-model.json'));
  return { kind: driver.kind, name: basename(driver.folder), sha256: digestOf(manifest) };
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
