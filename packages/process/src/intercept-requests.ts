import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** A request, and where it is answered. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Has every request looked at first: the server's present listeners handle those that are passed on, and no others. */
export function interceptRequests(server: Server, look: (asked: Asked, pass: () => void) => void): void {
  const handlers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    look({ request, response }, () => {
      for (const handle of handlers) handle.call(server, request, response);
    });
  });
}
