import { InspireError } from '@inspire-vla/adapter';
import type { Tensors } from './safetensors.js';

/**
 * The numbers of a tensor of the given shape.
 *
 * @throws InspireError `VQ_WEIGHTS_INVALID` for a tensor that is missing, has another shape, or holds NaN.
 */
export function takeTensor(tensors: Tensors, name: string, shape: readonly number[]): Float32Array {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw invalid(name, 'is missing, or is not float32');
  if (tensor.shape.join() !== shape.join()) {
    throw invalid(name, `has shape [${tensor.shape.join(', ')}], the config asks for [${shape.join(', ')}]`);
  }
  if (!tensor.data.every((value) => Number.isFinite(value))) throw invalid(name, 'holds NaN or infinity');
  return tensor.data;
}

function invalid(name: string, problem: string): InspireError {
  return new InspireError({
    code: 'VQ_WEIGHTS_INVALID',
    message: `the tensor ${name} ${problem}`,
    at: name,
    fix: 'give the config and the weights of the same training run',
  });
}
