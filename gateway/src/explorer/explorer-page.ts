import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { defaultQuery } from './default-query.ts';

/** GraphiQL as one page of nine megabytes, with its scripts inside. */
export interface ExplorerPage {
  html(): Promise<string>;
  gzipped(): Promise<Buffer>;
}

/** Renders GraphiQL when it is first asked for, and keeps the compressed page. */
export function explorerPage(): ExplorerPage {
  let compressed: Promise<Buffer> | undefined;
  return {
    html: render,
    gzipped: () => (compressed ??= render().then((html) => promisify(gzip)(html))),
  };
}

async function render(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({
    title: 'Cartwright',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery,
    headers: '{}',
  });
}
