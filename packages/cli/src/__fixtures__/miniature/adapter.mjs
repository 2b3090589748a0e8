// The adapter of a miniature model: a character per token, 373 levels per action number, pictures of 28 × 28. Its variants
// are how it has the gripper.
const [horizon, dimensions, side, levels] = [2, 7, 28, 373];

/** @type {import('@inspire-vla/adapter').AdapterModule['createAdapter']} */
export function createAdapter({ tokenizer, cameras = ['primary', 'wrist'], variant = 'as-recorded' }) {
  const text = (role, words, turn) => ({ kind: 'fixed', role, ids: tokenizer.encode(words), turn });
  const level = (value) => Math.max(0, Math.min(levels - 1, Math.round(((value + 1) / 2) * (levels - 1))));
  const state = (plan) =>
    plan.state === null ? [] : [{ kind: 'fixed', role: 'state', ids: plan.state.map(level) }];
  function pieces(turn, index) {
    if (turn.kind === 'instruction') return [text('instruction', `${turn.instruction}. `, index)];
    if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
    // Shorter than the question: the miniature's context is short.
    const answer = { kind: 'answer', turn: index, answer: turn.answer };
    return [text('question', `${turn.object}? `, index), answer, text('end', ' ', index)];
  }
  return {
    specificationVersion: 1,
    id: 'miniature',
    paddingId: 0,
    actions: {
      id: 'levels',
      shape: { horizon, dimensions },
      stop: { kind: 'length', length: horizon * dimensions },
      encode: (actions) => actions.flat().map(level),
      decode(ids) {
        const values = ids.map((id) => (id / (levels - 1)) * 2 - 1);
        return { ok: true, actions: [values.slice(0, dimensions), values.slice(dimensions)] };
      },
    },
    images: {
      cameras: cameras.map((name) => ({ name, required: true })),
      width: side,
      height: side,
      resize: 'stretch',
      interpolation: 'bilinear',
      mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5],
    },
    training: { normalization: 'bounds-q99', gripper: variant, beyondEnd: 'repeat', horizon },
    layout: (plan) => [
      { kind: 'fixed', role: 'control', ids: [0] },
      ...cameras.map((camera) => ({ kind: 'image', camera })),
      ...state(plan),
      ...plan.turns.flatMap(pieces),
    ],
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: tokenizer.encode(answer) })),
    example: () => ({
      vocabulary: { formulation: 'direction-1d', words: 'paper', answers: ['left', 'right'] },
      state: null,
      turns: [
        { kind: 'question', object: 'the cup', question: 'Where is the cup?', answer: 'left' },
        { kind: 'instruction', instruction: 'lift the cup' },
        { kind: 'action', actions: [Array(dimensions).fill(0), Array(dimensions).fill(0)] },
      ],
    }),
    prepareImages: async (images) =>
      Object.fromEntries(Object.entries(images).map(([name, image]) => [name, shrink(image)])),
  };
}

/** Mean colours of 28 × 28 fields, so that every pixel counts. */
function shrink({ width, height, bytes }) {
  const small = new Uint8Array(side * side * 3);
  for (let index = 0; index < small.length; index += 1) {
    const [x, y, channel] = [Math.floor(index / 3) % side, Math.floor(index / 3 / side), index % 3];
    const [left, top] = [Math.floor((x * width) / side), Math.floor((y * height) / side)];
    const right = Math.max(left + 1, Math.floor(((x + 1) * width) / side));
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / side));
    let sum = 0;
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) sum += bytes[(row * width + column) * 3 + channel];
    }
    small[index] = Math.round(sum / ((right - left) * (bottom - top)));
  }
  return { width: side, height: side, bytes: small };
}
