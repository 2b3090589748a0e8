/**
 * Tells onnxruntime not to report to Microsoft, unless `ORT_DISABLE_TELEMETRY` is set already: from release 1.29 on, its
 * official builds do so by default (names and hashes of models, the machine, errors), also on Linux and without asking.
 *
 * It reads the variable of the process once, with its first model, so this comes before that. What a thread sets reaches it only
 * where the thread shares the environment of the process (`new Worker(url, { env: SHARE_ENV })`).
 *
 * Source: microsoft/onnxruntime, docs/Privacy.md.
 *
 * @example
 * ```ts
 * import { declineTelemetry } from '@inspire-vla/onnx-session';
 *
 * declineTelemetry(); // openModelFolder does so itself; of use where something else opens models, or a thread will
 * ```
 */
export function declineTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] ??= '1';
}
