import type { IncomingMessage } from 'node:http';
import { InspireError } from '@inspire-vla/adapter';

/** A request's body. */
export interface Body {
  readonly text: string;
  /** How long it was on its way; characters may take several. */
  readonly bytes: number;
}

/**
 * Reads a request's body as text, and no more of it than a limit.
 *
 * @throws InspireError `MESSAGE_TOO_LONG`; what else ends a request early is thrown as it comes.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLong(limit);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > limit) throw tooLong(limit);
    chunks.push(chunk as Buffer);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes: length };
}

function tooLong(limit: number): InspireError {
  return new InspireError({
    code: 'MESSAGE_TOO_LONG',
    message: `the body is longer than the ${limit} bytes that the server takes`,
    at: 'body',
    fix: 'send smaller pictures',
  });
}
