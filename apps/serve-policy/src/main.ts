import { run } from './run.js';

const [model, instruction = 'put the bowl on the plate'] = process.argv.slice(2);
if (model === undefined) {
  console.error('usage: node dist/main.js MODEL_FOLDER [INSTRUCTION]');
  process.exit(2);
}
const module = new URL('./policy.js', import.meta.url);
const { steps, metrics } = await run({ model, module, instruction, steps: 20 });
for (const { answers, action } of steps) {
  console.log(action.map((value) => value.toFixed(2).padStart(5)).join(' '), JSON.stringify(answers));
}
console.log(
  metrics
    .split('\n')
    .filter((line) => /^inspire_(requests|guesses|passes)/.test(line))
    .join('\n'),
);
