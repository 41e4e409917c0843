import type { IncomingMessage, Server } from 'node:http';

/**
 * Serves every path below that of the public URL too: a proxy in front may pass the path on as it came, or without what leads
 * to the store.
 */
export function serveBelow(server: Server, publicUrl: string): void {
  const base = new URL(publicUrl).pathname.replace(/\/+$/, '');
  if (base === '') return;
  const strip = (request: IncomingMessage): void => {
    request.url = withoutBase(request.url ?? '/', base);
  };
  server.prependListener('request', strip);
  server.prependListener('upgrade', strip);
}

function withoutBase(url: string, base: string): string {
  const rest = url.slice(base.length);
  if (!url.startsWith(base) || !/^([/?]|$)/.test(rest)) return url;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
