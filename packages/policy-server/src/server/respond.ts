import type { ServerResponse } from 'node:http';

/** Sends a whole response. */
export function respond(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': type, 'content-length': length, ...headers }).end(text);
}

/** Refuses a request that its protocol has no words for. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  respond(response, status, 'application/json', JSON.stringify({ error: { code, message } }), headers);
}
