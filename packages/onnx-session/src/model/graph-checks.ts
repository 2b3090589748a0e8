import { misfit } from '../errors.js';
import type { OnnxGraph, OnnxValueMetadata } from '../runtime/runtime.js';

/** A graph, and the file that it is from. */
export interface NamedGraph {
  readonly file: string;
  readonly graph: OnnxGraph;
}

/** Sizes that an input or output must have; null for those that are free. */
export type Shape = readonly (number | null)[];

/** An input of a graph, or undefined. */
export function inputOf({ graph }: NamedGraph, name: string): OnnxValueMetadata | undefined {
  return graph.inputMetadata.find((value) => value.name === name);
}

/**
 * Checks that a graph has an input of a shape.
 *
 * @throws InspireError `GRAPH_INPUT`, `GRAPH_SHAPE`.
 */
export function checkInput(named: NamedGraph, name: string, shape: Shape): OnnxValueMetadata {
  return checkValue(named, 'input', named.graph.inputMetadata, name, shape);
}

/**
 * Checks that a graph has an output of a shape.
 *
 * @throws InspireError `GRAPH_OUTPUT`, `GRAPH_SHAPE`.
 */
export function checkOutput(named: NamedGraph, name: string, shape: Shape): OnnxValueMetadata {
  return checkValue(named, 'output', named.graph.outputMetadata, name, shape);
}

/**
 * Checks that a graph has no input beside those that are fed.
 *
 * @throws InspireError `GRAPH_INPUT`.
 */
export function checkNoOther({ file, graph }: NamedGraph, known: readonly string[]): void {
  const other = graph.inputMetadata.find(({ name }) => !known.includes(name));
  if (other === undefined) return;
  throw misfit('GRAPH_INPUT', `the graph wants "${other.name}"; only ${known.join(', ')} are given`, file);
}

function checkValue(
  { file }: NamedGraph,
  kind: 'input' | 'output',
  values: readonly OnnxValueMetadata[],
  name: string,
  shape: Shape,
): OnnxValueMetadata {
  const value = values.find((candidate) => candidate.name === name);
  if (value === undefined) {
    const names = values.map((candidate) => candidate.name).join(', ');
    const code = kind === 'input' ? 'GRAPH_INPUT' : 'GRAPH_OUTPUT';
    throw misfit(code, `the graph has no ${kind} "${name}", but ${names}`, file);
  }
  const found = value.shape ?? [];
  const fits =
    found.length === shape.length &&
    shape.every((size, axis) => {
      const own = found[axis];
      return size === null || typeof own !== 'number' || own === size;
    });
  if (fits) return value;
  const wanted = shape.map((size) => size ?? 'any').join(', ');
  const message = `${kind} "${name}" is [${found.join(', ')}] in the graph and [${wanted}] by the manifest`;
  throw misfit('GRAPH_SHAPE', message, file);
}
