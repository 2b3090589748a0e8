import { spawn } from 'node:child_process';
import { InspireError } from '@inspire-vla/adapter';

/** What a run of ffmpeg gave. */
export interface FfmpegResult {
  readonly output: Uint8Array;
  readonly log: string;
  readonly status: number | null;
}

/**
 * Runs ffmpeg to its end.
 *
 * @param limits - bytes of output, beyond which the run is ended; and characters of its log, beyond which no more are
 * kept: a damaged file can make it complain without end.
 * @throws InspireError `DECODER_MISSING` where it cannot be started.
 */
export function runFfmpeg(
  program: string,
  options: readonly string[],
  limits: { readonly output: number; readonly log: number },
): Promise<FfmpegResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const chunks: Buffer[] = [];
    let [bytes, log] = [0, ''];
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.output) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (log.length < limits.log) log += text;
    });
    child.once('error', (cause) => reject(decoderMissing(program, cause)));
    child.once('close', (status) => resolve({ output: Buffer.concat(chunks), log, status }));
  });
}

function decoderMissing(program: string, cause: Error): InspireError {
  return new InspireError({
    code: 'DECODER_MISSING',
    message: `the pictures are in videos, and ffmpeg cannot be run (${cause.message})`,
    at: program,
    fix: 'install ffmpeg so that it is on the path, or give its path as the option `ffmpeg`',
    cause,
  });
}
