import type { Column, EpisodeInput } from '@inspire-vla/dataset';

/**
 * An episode's columns in memory of their own: a view is sent to another thread with all the memory that it looks at,
 * which is that of many episodes where they were read together.
 */
export function ownColumns(columns: EpisodeInput['columns']): EpisodeInput['columns'] {
  const own = (column: Column) =>
    ArrayBuffer.isView(column) && column.byteLength < column.buffer.byteLength ? column.slice() : column;
  return new Map([...columns].map(([name, column]) => [name, own(column)]));
}
