/** DuckDB's C interface, beneath its node-api: whole columns of a chunk at once. */
export type Bindings = typeof import('@duckdb/node-bindings');

/** A column of a chunk. */
export type Vector = ReturnType<Bindings['data_chunk_get_vector']>;

/** Loads the interface; not before it is needed. */
export async function loadBindings(): Promise<Bindings> {
  return (await import('@duckdb/node-bindings')).default;
}
