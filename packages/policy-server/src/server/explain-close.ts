import { InspireError } from '@inspire-vla/adapter';
import { WebSocket } from 'ws';

/** Closes that the websocket library decides on by itself, for frames that it will not read. */
const refusals: Readonly<Record<number, readonly [code: string, message: string, fix: string]>> = {
  1002: ['FRAME_INVALID', 'the frame breaks the websocket protocol', 'use a websocket library'],
  1007: ['FRAME_INVALID', 'the text frame is no UTF-8', 'send binary frames'],
  1009: ['MESSAGE_TOO_LONG', 'the message is longer than the server takes', 'send smaller pictures'],
};

/**
 * Sends a client the reason in a frame of its own before the library closes: most clients show only that.
 *
 * The library closes before it reports the error, so its `close` is the only place to say something in time.
 */
export function explainClose(
  socket: WebSocket,
  tell: (error: InspireError) => string | Uint8Array | null,
): void {
  const close = socket.close.bind(socket);
  socket.close = (status, reason) => {
    const refusal = refusals[status ?? 0];
    if (refusal !== undefined && socket.readyState === WebSocket.OPEN) {
      const [code, message, fix] = refusal;
      const text = tell(new InspireError({ code, message, at: 'frame', fix }));
      if (text !== null) socket.send(text);
    }
    close(status, reason);
  };
}
