// A control tick with two pictures of 96², and the rasteriser beside three.js on Chromium's software GL.
// The browser is INSPIRE_BENCH_CHROMIUM, else chromium.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createExpert, createRenderer, createWorld, sampleLayout, seenTasks } from '@inspire-vla/tabletop';
import { build } from 'esbuild';
import { checksum, type Moments, median, poseOf } from './moments.js';

const size = 96;
const rounds = 8;

/** Runs episodes of the expert with both pictures at every tick; every eighth moment of the first is kept. */
async function runTicks() {
  const [task] = seenTasks;
  const world = await createWorld({ scene: task.scene });
  const renderer = createRenderer({ geometry: world.geometry, size });
  const times: { readonly physics: number; readonly pictures: number }[] = [];
  const moments: Moments['moments'][number][] = [];
  for (const seed of [1, 2, 3, 4]) {
    const expert = createExpert(task);
    let state = world.reset(sampleLayout(task.scene, seed));
    for (let tick = 0; tick < 100; tick += 1) {
      const start = performance.now();
      state = world.step(expert.act(state));
      const stepped = performance.now();
      renderer.renderAll(world.pose(), world.cameras, world.handPose());
      times.push({ physics: stepped - start, pictures: performance.now() - stepped });
      if (seed === 1 && tick % 8 === 0) {
        const { positions, rotations } = world.pose();
        moments.push({ positions: [...positions], rotations: [...rotations], hand: world.handPose() });
      }
    }
  }
  const { geometry, cameras } = world;
  world.close();
  // Without the first episode, in which code is still being compiled.
  return { times: times.slice(100), moments: { geometry, cameras, moments } };
}

/** Our rasteriser in this process, milliseconds per picture. */
function timeOurs({ geometry, cameras, moments }: Moments) {
  const renderer = createRenderer({ geometry, size });
  const draw = () => moments.map((moment) => renderer.renderAll(poseOf(moment), cameras, moment.hand));
  const pictures = draw()
    .flat()
    .map(({ bytes }) => bytes);
  const times = Array.from({ length: rounds * 3 }, () => {
    const start = performance.now();
    draw();
    return (performance.now() - start) / (moments.length * cameras.length);
  });
  return { milliseconds: median(times), checksum: checksum(pictures) };
}

interface PageResult {
  readonly three: { readonly milliseconds: number; readonly colours: number };
  readonly ours: { readonly milliseconds: number; readonly checksum: string };
}

/** Three.js and our rasteriser in headless Chromium; what went wrong, as text, where it cannot run. */
async function runPage(moments: Moments): Promise<PageResult | string> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
      conditions: ['@inspire-vla/source'],
      bundle: true,
      format: 'iife',
      write: false,
    });
    const values = `const moments = ${JSON.stringify(moments)}, size = ${size}, rounds = ${rounds};`;
    const page = join(folder, 'page.html');
    const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
    writeFileSync(page, `<html><body></body><script>${values}</script><script>${script}</script></html>`);
    const browser = process.env['INSPIRE_BENCH_CHROMIUM'] ?? 'chromium';
    const software = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
    const options = ['--headless', '--no-sandbox', ...software, `--user-data-dir=${join(folder, 'profile')}`];
    const { stdout, error } = spawnSync(browser, [...options, '--dump-dom', `file://${page}`], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    const [, json] = /<body>(\{.*?\})<\/body>/s.exec(stdout ?? '') ?? [];
    return json === undefined
      ? `${browser}: ${error?.message ?? 'the page gave nothing'}`
      : (JSON.parse(json) as PageResult);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const { times, moments } = await runTicks();
const total = median(times.map(({ physics, pictures }) => physics + pictures));
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`);
console.log(
  `control tick with two ${size}² pictures: ${total.toFixed(2)} ms median (physics and expert ${median(times.map(({ physics }) => physics)).toFixed(2)}, pictures ${median(times.map(({ pictures }) => pictures)).toFixed(2)})`,
);
const before = timeOurs(moments);
const page = await runPage(moments);
const after = timeOurs(moments);
const ours = Math.min(before.milliseconds, after.milliseconds);
console.log(`a ${size}² picture, 2 × 2 samples, shadow map 256²: ${ours.toFixed(2)} ms in Node`);
if (typeof page === 'string') console.log(`no anchor, since the browser does not run (${page})`);
else {
  const { three } = page;
  console.log(
    `  ${page.ours.milliseconds.toFixed(2)} ms in Chromium, ${page.ours.checksum === before.checksum ? 'the same bits' : 'OTHER BITS'}`,
  );
  console.log(
    `  three.js, the same triangles, on Chromium's software GL: ${three.milliseconds.toFixed(2)} ms; ratio ${(three.milliseconds / ours).toFixed(1)}`,
  );
  if (three.colours < 100) console.log('  (three.js drew next to nothing: its time is worth nothing)');
}
