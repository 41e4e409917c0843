import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { createLogger } from '@cartwright/process';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createGateway } from '../app.ts';
import { foreignConfig } from './config.ts';
import { readForeignSupergraph } from './read-arguments.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Answers everything with the same data, and keeps what it was asked. */
async function startForeign(data: object) {
  const seen: { readonly url: string | undefined; readonly isSigned: boolean }[] = [];
  const server = createServer((request, response) => {
    void text(request).then(() => {
      seen.push({ url: request.url, isSigned: 'signature' in request.headers });
      response.end(JSON.stringify({ data }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = () => server.close().closeAllConnections();
  return { seen, origin: `http://127.0.0.1:${port}`, [Symbol.dispose]: stop };
}

it('serves the supergraph of somebody else, at paths of their own, unsigned but where a key is given', async () => {
  using books = await startForeign({ book: { __typename: 'Book', id: 'b1' } });
  using stock = await startForeign({ _entities: [{ __typename: 'Book', pieces: 3 }] });
  const { supergraphSdl = '' } = composeServices([
    {
      name: 'books',
      typeDefs: parse(`${link} type Query { book: Book } type Book @key(fields: "id") { id: ID! }`),
    },
    { name: 'stock', typeDefs: parse(`${link} type Book @key(fields: "id") { id: ID!, pieces: Int }`) },
  ]);
  const directory = await mkdtemp(join(tmpdir(), 'cartwright-foreign-'));
  const file = join(directory, 'supergraph.graphql');
  await writeFile(file, supergraphSdl);
  const foreign = readForeignSupergraph([
    ...['--supergraph', file, '--subgraph', `books=${books.origin}/case/books`],
    ...['--subgraph', `stock=${stock.origin}`, '--key', 'stock=a key for tests only'],
  ]);
  const config = { ...foreignConfig(foreign, {}), port: 0 };
  const gateway = await createGateway({ config, logger: createLogger({ name: 'gateway', level: 'silent' }) });
  try {
    const { url } = await gateway.listen();
    const answer = await fetch(`${url}/graphql?query={book{id,pieces}}`);
    expect(await answer.json()).toEqual({ data: { book: { id: 'b1', pieces: 3 } } });
    expect(books.seen).toEqual([{ url: '/case/books', isSigned: false }]);
    expect(stock.seen).toEqual([{ url: '/graphql', isSigned: true }]);
  } finally {
    await gateway.close();
    await rm(directory, { recursive: true });
  }
});
