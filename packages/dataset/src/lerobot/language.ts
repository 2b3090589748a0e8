import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { type LanguageRole, type LanguageRow, languageRoles } from '../episode.js';

type DuckDB = typeof import('@duckdb/node-api');

/** Names of LeRobot's columns of dialogue: things said at one frame, and things that hold until replaced. */
export const languageColumns = ['language_events', 'language_persistent'] as const;

/** Whether rows of a column say since when they hold. */
export function isPersistent(column: string): boolean {
  return column === 'language_persistent';
}

/** Column type of dialogue: per frame a list of rows. Source: huggingface/lerobot\@7427f318 datasets/language.py. */
export function languageType(duckdb: DuckDB, column: string): DuckDBType {
  const { FLOAT, LIST, STRUCT, VARCHAR } = duckdb;
  const time = isPersistent(column) ? { timestamp: FLOAT } : {};
  const first = { role: VARCHAR, content: VARCHAR, style: VARCHAR };
  return LIST(STRUCT({ ...first, ...time, camera: VARCHAR, tool_calls: LIST(VARCHAR) }));
}

/** The rows of one frame, as DuckDB takes them. */
export function languageValue(duckdb: DuckDB, column: string, rows: readonly LanguageRow[]): DuckDBValue {
  return duckdb.listValue(
    rows.map(({ role, content, style, camera, toolCalls, timestamp = 0 }) => {
      const time = isPersistent(column) ? { timestamp } : {};
      const calls = toolCalls === null ? null : duckdb.listValue(toolCalls);
      return duckdb.structValue({ role, content, style, ...time, camera, tool_calls: calls });
    }),
  );
}

/** Bytes that rows take, roughly. */
export function languageSize(rows: readonly LanguageRow[]): number {
  return rows.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
}

/** How the `datasets` library describes a column of dialogue. */
export function languageFeature(column: string): unknown {
  const text = { dtype: 'string', _type: 'Value' };
  const time = isPersistent(column) ? { timestamp: { dtype: 'float32', _type: 'Value' } } : {};
  return [{ role: text, content: text, style: text, ...time, camera: text, tool_calls: [text] }];
}

/** Reads the rows of one frame; none where there is nothing, undefined where they are no rows. */
export function readLanguageValue(value: DuckDBValue): readonly LanguageRow[] | undefined {
  if (value === null) return [];
  const items: unknown = Object(value).items;
  if (!Array.isArray(items)) return undefined;
  const rows = items.map(readRow);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function readRow(value: unknown): LanguageRow | undefined {
  const { role, content, style, camera, timestamp, tool_calls }: Record<string, unknown> = Object(
    Object(value).entries,
  );
  if (!isRole(role)) return undefined;
  const calls: unknown = tool_calls === null || tool_calls === undefined ? null : Object(tool_calls).items;
  const texts = [content, style, camera];
  if (!texts.every(isOptionalText) || !(calls === null || isTexts(calls))) return undefined;
  const [said = null, kind = null, seen = null] = texts;
  const row = { role, content: said, style: kind, camera: seen, toolCalls: calls };
  return typeof timestamp === 'number' ? { ...row, timestamp } : row;
}

function isRole(value: unknown): value is LanguageRole {
  return languageRoles.some((role) => role === value);
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
