import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkReportPlace, reportPlace } from './report-place.js';

let folder = '';
let output = '';
const staged = join('/', 'staged');
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'report-')));
  output = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('reportPlace', () => {
  it('is in the staged folder for what belongs into the output, by whatever name', async () => {
    await symlink(folder, join(folder, 'link'));
    const place = (report?: string) => reportPlace({ output, report }, staged);
    expect(await place()).toBe(join(staged, 'report.html'));
    expect(await place(join(output, 'a/b.html'))).toBe(join(staged, 'a/b.html'));
    expect(await place(join(folder, 'link/out/b.html'))).toBe(join(staged, 'b.html'));
    for (const outside of ['b.html', 'out-b.html', 'other/b.html', 'out/../b.html']) {
      expect(await place(join(folder, outside))).toBe(join(folder, outside));
    }
  });

  it('does not follow a link that the report replaces', async () => {
    await mkdir(output);
    await symlink(join(folder, 'elsewhere.html'), join(output, 'report.html'));
    const report = join(output, 'report.html');
    expect(await reportPlace({ output, report }, staged)).toBe(join(staged, 'report.html'));
  });
});

describe('checkReportPlace', () => {
  it('refuses the place of the output, and one that the output would stand in', async () => {
    await symlink(folder, join(folder, 'link'));
    for (const report of [output, join(folder, 'link/out'), folder]) {
      await expect(checkReportPlace(report, output), report).rejects.toMatchObject({
        code: 'REPORT_IS_OUTPUT',
        at: report,
      });
    }
    await expect(checkReportPlace(join(output, 'report.html'), output)).resolves.toBeUndefined();
  });

  it('refuses a place in the output that may be that of one of its files', async () => {
    const refused = join(output, 'meta/info.json');
    await expect(checkReportPlace(refused, output)).rejects.toMatchObject({
      code: 'REPORT_IS_OUTPUT',
      at: refused,
    });
    for (const report of [
      join(output, 'meta/Report.HTM'),
      join(folder, 'report'),
      join(folder, 'info.json'),
    ]) {
      await expect(checkReportPlace(report, output), report).resolves.toBeUndefined();
    }
  });

  it('refuses a folder, but not a file that is there', async () => {
    const report = join(folder, 'report.html');
    await mkdir(report);
    await expect(checkReportPlace(report, output)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
    await rm(report, { recursive: true });
    await writeFile(report, 'old');
    await expect(checkReportPlace(report, output)).resolves.toBeUndefined();
  });
});
