import type { RgbImage, VlaModel } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import { createSession } from '../session/create-session.js';
import { encodePictures } from './encode-pictures.js';
import type { LoadedModel } from './load-graphs.js';

/** Makes a model of loaded graphs: it opens sessions, and frees the weights once their last pass has ended. */
export function createModel(loaded: LoadedModel): VlaModel {
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  async function use<T>(action: () => Promise<T>): Promise<T> {
    if (closing !== null) throw misuse('MODEL_CLOSED', 'the model is closed', 'load it again', 'model');
    const result = action();
    running.add(result);
    try {
      return await result;
    } finally {
      running.delete(result);
    }
  }

  async function free(): Promise<void> {
    await Promise.allSettled(running);
    const graphs = [loaded.decoder, loaded.embedTokens, loaded.visionEncoder];
    await Promise.all(graphs.map((named) => named?.graph.release()));
  }

  return {
    async open(images: Readonly<Record<string, RgbImage>>, { signal } = {}) {
      signal?.throwIfAborted();
      const embeddings = await use(() => encodePictures(loaded, images));
      signal?.throwIfAborted();
      return createSession({ loaded, use }, embeddings);
    },
    close() {
      closing ??= free();
      return closing;
    },
  };
}
