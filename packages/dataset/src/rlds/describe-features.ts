import type { Feature } from '../episode.js';
import { namesPrefix } from './naming.js';
import type { WrittenCamera, WrittenLeaf, WrittenLists } from './written-leaves.js';

const classes = 'tensorflow_datasets.core.features.';

/** Types as tensorflow-datasets names them; records have no doubles, so `float64` is declared as what it becomes. */
const dtypes: Readonly<Record<Exclude<Feature['type'], 'language'>, string>> = {
  float32: 'float32',
  float64: 'float32',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
  string: 'string',
};

type Node = Readonly<Record<string, unknown>>;

/** A tree of what `features.json` declares: nodes by name. */
type Tree = Map<string, Tree | Node>;

/** The content of `features.json` (proto `tensorflow_datasets.Feature` as JSON). */
export function describeFeatures({ leaves, cameras }: WrittenLists): Node {
  const tree: Tree = new Map();
  for (const leaf of leaves) place(tree, leaf.key.split('/'), describeLeaf(leaf));
  for (const camera of cameras) place(tree, camera.key.split('/'), describeCamera(camera));
  const steps = tree.get('steps');
  const features = Object.fromEntries([...tree].map(([name, node]) => [name, describeNode(node)]));
  const sequence = { feature: steps === undefined ? {} : describeNode(steps), length: '-1' };
  const dataset = { pythonClassName: `${classes}dataset_feature.Dataset`, sequence };
  return dictionary({ ...features, steps: dataset });
}

function place(tree: Tree, [name = '', ...rest]: readonly string[], node: Node): void {
  if (rest.length === 0) {
    tree.set(name, node);
    return;
  }
  const branch = tree.get(name);
  const inner: Tree = branch instanceof Map ? branch : new Map();
  tree.set(name, inner);
  place(inner, rest, node);
}

function describeNode(node: Tree | Node): Node {
  if (!(node instanceof Map)) return node;
  return dictionary(Object.fromEntries([...node].map(([name, inner]) => [name, describeNode(inner)])));
}

function dictionary(features: Node): Node {
  return { pythonClassName: `${classes}features_dict.FeaturesDict`, featuresDict: { features } };
}

function describeLeaf({ feature: { type, shape, names }, isScalar }: WrittenLeaf): Node {
  if (type === 'string' && isScalar) return { pythonClassName: `${classes}text_feature.Text`, text: {} };
  const dtype = dtypes[type === 'language' ? 'string' : type];
  const tensor = { shape: isScalar ? {} : dimensions(shape), dtype, encoding: 'none' };
  const pythonClassName = `${classes}${isScalar ? 'scalar.Scalar' : 'tensor_feature.Tensor'}`;
  const isNamed = names !== null && !names.some((name) => name.includes(', '));
  return {
    pythonClassName,
    tensor,
    ...(isNamed ? { description: `${namesPrefix}${names.join(', ')}` } : {}),
  };
}

function describeCamera({ camera: { width, height } }: WrittenCamera): Node {
  return {
    pythonClassName: `${classes}image_feature.Image`,
    image: { shape: dimensions([height, width, 3]), dtype: 'uint8', encodingFormat: 'jpeg' },
  };
}

/** Protobuf's JSON has 64-bit numbers as texts. */
function dimensions(shape: readonly number[]): Node {
  return { dimensions: shape.map(String) };
}
