/** A camera that a backbone takes. */
export interface CameraSpec {
  /** The backbone's own name of it, e.g. `primary`, `wrist`. */
  readonly name: string;
  /** Whether an observation without it is an error. */
  readonly required: boolean;
}

/** How a backbone wants its pictures. Input pictures are upright, RGB, [height, width, 3], 8 bits. */
export interface ImageSpec {
  /** Cameras in the order in which their embeddings enter the sequence. */
  readonly cameras: readonly CameraSpec[];
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `stretch` ignores the aspect ratio, `pad` keeps it with black borders, `crop` keeps the centre. */
  readonly resize: 'stretch' | 'pad' | 'crop';
  /** The resampling filter of the reference. */
  readonly interpolation: 'lanczos3' | 'bicubic' | 'bilinear';
  /** Subtracted from each channel after scaling to 0..1. */
  readonly mean: readonly [red: number, green: number, blue: number];
  /** Divides each channel after the subtraction. */
  readonly standardDeviation: readonly [red: number, green: number, blue: number];
}

/** Where a camera's embeddings enter a token sequence: before the id at this index. */
export interface ImagePosition {
  readonly camera: string;
  readonly position: number;
}

/** A picture in memory: upright, RGB, 8 bits. */
export interface RgbImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Row-major [height, width, 3], the upper left corner first. */
  readonly bytes: Uint8Array;
}
