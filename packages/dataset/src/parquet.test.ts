import { expect, it } from 'vitest';
import { openParquetDatabase } from './parquet.js';

it('may be closed in the midst of its queries, which end as if it were open', async () => {
  const database = await openParquetDatabase();
  const sum = (count: number) => database.query(`SELECT sum(range)::DOUBLE FROM range(${count})`, 'sums');
  const running = [sum(3_000_000), sum(2_000_001), sum(11)];
  await sum(1);
  database.close();
  // A second time is harmless.
  database.close();
  expect(await Promise.all(running)).toEqual([[[4_499_998_500_000]], [[2_000_001_000_000]], [[55]]]);
  await expect(sum(5)).rejects.toMatchObject({ at: 'sums' });
});
