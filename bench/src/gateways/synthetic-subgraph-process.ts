import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answers that a synthetic subgraph has: one to whoever asks for entities, one to everybody else. */
export interface SyntheticAnswers {
  readonly entities: string;
  readonly roots: string;
}

/** A subgraph that costs next to nothing: it answers without reading more of a request than it must. */
process.once('message', ({ entities, roots }: SyntheticAnswers) => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const answer = body.includes('_entities') ? entities : roots;
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
