import { type ActionChunk, type ActionGripper, convertGripper, InspireError } from '@inspire-vla/adapter';
import { findUnnormKey, type Normalizer } from '@inspire-vla/adapter/statistics';

/** The normalisers of one dataset. */
export interface PolicyScales {
  readonly actions: Normalizer;
  /** Null where the backbone is given no state. */
  readonly state: Normalizer | null;
}

/** Numbers of one dataset, to and fro. */
export interface Scale {
  /** The state in the backbone's range. @throws InspireError `STATE_MISSING`, `STATE_SHAPE`. */
  state(values: readonly number[] | null): readonly number[] | null;
  /** A chunk in the robot's units. @throws InspireError `ACTION_UNDECODABLE` for a number that is not finite. */
  actions(chunk: ActionChunk): ActionChunk;
}

/** All datasets that a policy knows. */
export interface Scales {
  readonly datasets: readonly string[];
  /** Of the dataset that is taken without a name; null where that is open. */
  readonly stateDimensions: number | null;
  /** @throws InspireError `DATASET_UNKNOWN`, `DATASET_MISSING` where there are several and none is meant. */
  of(dataset: string | undefined): Scale;
}

/** How a backbone has the gripper, and how its robot does. */
export interface GripperScale {
  readonly backbone: ActionGripper;
  readonly robot: ActionGripper;
}

/**
 * Makes the scales of a policy; without `gripper` the last number of an action is one like the others.
 *
 * @param meant - the dataset that is taken where none is named; one alone needs no name.
 * @throws InspireError `DATASET_UNKNOWN`.
 */
export function createScales(
  given: Readonly<Record<string, PolicyScales>>,
  gripper: GripperScale | null,
  meant?: string,
): Scales {
  const datasets = Object.keys(given);
  const [only] = datasets.length === 1 ? datasets : [];
  const usual = meant ?? only;
  function scalesOf(dataset: string): PolicyScales {
    const name = findUnnormKey(datasets, dataset);
    const scales = name === null ? undefined : given[name];
    if (scales === undefined) throw unknownDataset(dataset, datasets);
    return scales;
  }
  return {
    datasets,
    stateDimensions: usual === undefined ? null : (scalesOf(usual).state?.dimensions ?? null),
    of(dataset) {
      const name = dataset ?? usual;
      if (name === undefined && datasets.length > 0) throw missingDataset(datasets);
      const scales = name === undefined ? undefined : scalesOf(name);
      return {
        state: (values) => scaleState(values, scales),
        actions: (chunk) => unscale(chunk, scales, gripper),
      };
    },
  };
}

function scaleState(
  values: readonly number[] | null,
  scales: PolicyScales | undefined,
): readonly number[] | null {
  // A backbone whose statistics name no state is given none.
  if (scales !== undefined && scales.state === null) return null;
  const normalizer = scales?.state ?? null;
  if (normalizer === null) return values;
  if (values !== null && values.length === normalizer.dimensions) return [...normalizer.normalize(values)];
  throw new InspireError({
    code: values === null ? 'STATE_MISSING' : 'STATE_SHAPE',
    message: values === null ? 'the state is missing' : `the state has ${values.length} numbers`,
    at: 'state',
    fix: `give the ${normalizer.dimensions} numbers that the policy was trained on`,
  });
}

function unscale(
  chunk: ActionChunk,
  scales: PolicyScales | undefined,
  gripper: GripperScale | null,
): ActionChunk {
  const actions = chunk.map((action) => {
    const values =
      scales === undefined || action.length === 0
        ? [...action]
        : [...scales.actions.unnormalize(action, action.length)];
    return gripper === null ? values : convertGripper(values, gripper.backbone, gripper.robot);
  });
  if (actions.flat().every(Number.isFinite)) return actions;
  throw new InspireError({
    code: 'ACTION_UNDECODABLE',
    message: 'an action has a number that is not finite',
    at: 'actions',
    fix: 'check the statistics of the model',
  });
}

function unknownDataset(dataset: string, datasets: readonly string[]): InspireError {
  return new InspireError({
    code: 'DATASET_UNKNOWN',
    message: `there are no statistics of ${dataset}`,
    at: 'dataset',
    fix: datasets.length === 0 ? 'leave the name out' : `use one of: ${datasets.join(', ')}`,
  });
}

function missingDataset(datasets: readonly string[]): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'the policy has statistics of several datasets, and none is named',
    at: 'dataset',
    fix: `name one of: ${datasets.join(', ')}`,
  });
}
