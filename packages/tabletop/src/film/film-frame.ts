import type { RgbImage } from '@inspire-vla/adapter';

/** What a film is about. */
export interface FilmSubject {
  /** What the robot is told. */
  readonly instruction: string;
  /** What it is asked at every tick, one question per object. */
  readonly questions: readonly string[];
}

/** What is known of a question at one moment. */
export interface FilmAnswer {
  /** What the policy answered, if it answers. */
  readonly answer?: string;
  /** What is so. */
  readonly truth?: string;
}

/** One moment of an episode. */
export interface FilmFrame {
  /** Cameras side by side; as many and as large as in the first frame. */
  readonly pictures: readonly RgbImage[];
  /** One per question of the film. */
  readonly answers: readonly FilmAnswer[];
  /** Something short for the lower right corner, e.g. `3.2 s`. */
  readonly note?: string;
}
