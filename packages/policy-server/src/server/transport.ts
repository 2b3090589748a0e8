import type { IncomingMessage, ServerResponse } from 'node:http';

/** How a protocol's clients are served on an HTTP server. */
export interface Transport {
  /** A request that is no upgrade and none of the pages; the key has been looked at. */
  request(request: IncomingMessage, response: ServerResponse): void;
  /** Lets what runs finish, says goodbye, and cuts off who is left after so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}
