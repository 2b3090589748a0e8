// Opens a model in a process of its own: onnxruntime-node reports with its first model, if at all.
import { openFixture } from './fixtures.js';

await openFixture('text-single');
