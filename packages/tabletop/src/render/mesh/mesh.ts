/** Triangles of a solid in its own frame; faces wind counter-clockwise seen from outside. */
export interface Mesh {
  /** Corners [n × 3], metres. */
  readonly positions: readonly number[];
  /** Unit normals of the corners [n × 3]: equal on a flat face, turning along a round one. */
  readonly normals: readonly number[];
  /** Indices of corners, three per triangle. */
  readonly triangles: readonly number[];
}
