/** How a backbone's reference prepares the numbers that it trains on. */
export interface TrainingSpec {
  /** Formula of `@inspire-vla/adapter/statistics` for actions and state. */
  readonly normalization: 'z-score' | 'quantile' | 'bounds-q99';
  /**
   * The last dimension of an action. `as-recorded`: like the others. `open-is-one`: whatever the dataset records
   * (`ActionGripper`, e.g. −1 open … +1 closed as LIBERO does) becomes 1 open … 0 closed and is not normalised.
   */
  readonly gripper: 'as-recorded' | 'open-is-one';
  /** What stands in a chunk beyond the episode's end: the last action again, or no motion with the last gripper. */
  readonly beyondEnd: 'repeat' | 'rest';
  /** Consecutive actions per chunk, where the codec takes any number. */
  readonly horizon: number;
}
