import type { RgbImage } from './images.js';
import type { VlaSession } from './session.js';

/** Options of {@link VlaModel.open}. */
export interface OpenOptions {
  /** Aborts the vision pass. */
  readonly signal?: AbortSignal;
}

/** Weights that are loaded once and see one observation after the other: ONNX, remote or fake. */
export interface VlaModel {
  /**
   * Starts a session on one observation; what the pictures cost is paid here, once.
   *
   * @param images - by the backbone's camera names, of the size of its `ImageSpec`.
   * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`, `MODEL_CLOSED`.
   */
  open(images: Readonly<Record<string, RgbImage>>, options?: OpenOptions): Promise<VlaSession>;
  /** Frees the weights. Calling it twice is harmless. */
  close(): Promise<void>;
}
