import { describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const annotate = ['annotate', 'none.hdf5', '--out', 'out'];
const serve = (protocol: string) => ['serve', '--model', 'm', '--protocol', protocol];

describe('options without effect are wrong usage', () => {
  it.each([
    [[...annotate, '--private'], '--private does nothing without --push-to'],
    [['merge', 'a', 'b', '--out', 'out', '--private'], '--private does nothing without --push-to'],
    [[...annotate, '--to', 'jsonl', '--data-file-size', '8'], '--data-file-size does nothing for jsonl'],
    [[...annotate, '--to', 'lerobot-v2.1', '--data-file-size', '8'], 'does nothing for lerobot-v2.1'],
    [[...annotate, '--formulation', 'distance', '--close-threshold', '0.1'], 'does nothing for distance'],
    [['label', '--formulation', 'location-3d', '--close-threshold', '0'], 'does nothing for location-3d'],
    [[...annotate, '--resume', '--overwrite'], '--resume goes on'],
    [['merge', 'a', 'b', '--out', 'out', '--resume', '--overwrite'], '--resume goes on'],
    [['plan', '--objects', ' ; '], 'there is no phrase in it'],
    [
      ['act', '--model', 'm', '--image', 'a.png', '--instruction', 'x', '--no-ask', '--ask-every', '4'],
      '--ask-every',
    ],
    [['serve', '--model', 'm', '--no-ask', '--objects', 'o.json'], '--objects'],
    [['serve', '--model', 'm', '--seed', '4'], '--seed does nothing without --temperature'],
    [
      ['act', '--model', 'm', '--image', 'a.png', '--instruction', 'x', '--seed', '0', '--temperature', '0'],
      '--seed does nothing without --temperature',
    ],
    [[...serve('openvla'), '--ask-every', '4'], '--ask-every is not for --protocol openvla'],
    [[...serve('openvla'), '--robot', 'droid'], '--robot is not for --protocol openvla'],
    [[...serve('vla-eval'), '--default-prompt', 'x'], '--default-prompt is not for --protocol vla-eval'],
    [[...serve('openpi'), '--replan', '2'], '--replan is not for --protocol openpi'],
    [[...annotate, '--max-length', '100'], '--adapter is missing, which --max-length is for'],
    [[...annotate, '--dry-run', '--report', 'r.html'], '--dry-run writes nothing'],
    [[...annotate, '--language-events', 'turn', '--to', 'rlds'], 'rlds has no place for --language-events'],
    [[...annotate, '--no-questions'], '--adapter is missing, which --no-questions is for'],
  ])('%j', async (args, message) => {
    const { status, output, errors } = await runCommand(args);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toContain('error[USAGE]');
    expect(errors).toContain(message);
  });
});

it('draws no actions for a policy that has no model here', async () => {
  const args = ['tabletop', 'evaluate', '--policy', 'expert', '--tasks', 'button', '--temperature', '1'];
  const { status, errors } = await runCommand(args);
  expect(status).toBe(1);
  expect(errors).toContain('error[POLICY_UNFIT]: the actions of expert cannot be drawn from here');
});

it('resizes pictures to no size that would fill the memory', async () => {
  const { status, errors } = await runCommand([...annotate, '--image-size', '99999']);
  expect(status).toBe(2);
  expect(errors).toContain('a whole number of pixels from 1 to 4096 is needed');
});
