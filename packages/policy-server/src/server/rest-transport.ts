import type { RestProtocol } from '../protocol/protocol.js';
import { refuseRequest } from './respond.js';
import { createRestRequests, type RestContext } from './rest-requests.js';
import type { Transport } from './transport.js';

/** Serves a protocol of single requests. */
export function createRestTransport(context: RestContext & { readonly protocol: RestProtocol }): Transport {
  const requests = createRestRequests(context);
  return {
    request(request, response) {
      const [path] = (request.url ?? '').split('?');
      if (path !== context.protocol.path)
        refuseRequest(response, 404, 'NOT_FOUND', `post to ${context.protocol.path}`);
      else if (request.method !== 'POST') {
        refuseRequest(response, 405, 'METHOD_WRONG', 'use POST', { allow: 'POST' });
      } else void requests.handle(request, response);
    },
    async stop(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([requests.finished(), late]);
      clearTimeout(timer);
    },
  };
}
