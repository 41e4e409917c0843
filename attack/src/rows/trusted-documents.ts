import type { Attack, Transport } from '../attack.ts';
import { graphqlOverSocket } from '../target/graphql-over-socket.ts';
import { graphqlOverStream } from '../target/graphql-over-stream.ts';
import { trustedDocument } from '../target/open-target.ts';
import { codesOf, readAnswer, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

const untrusted = '{ shop { id currencies } }';

const transports: Partial<Record<Transport, (visitor: Visitor, query: string) => Promise<GraphqlAnswer>>> = {
  HTTP: (visitor, query) => visitor.ask(query),
  'HTTP GET': async (visitor, query) =>
    readAnswer(await visitor.send(`/graphql?query=${encodeURIComponent(query)}`, { method: 'GET' })),
  WebSocket: graphqlOverSocket,
  SSE: (visitor, query) => graphqlOverStream(visitor, query, 'SSE'),
  multipart: (visitor, query) => graphqlOverStream(visitor, query, 'multipart'),
};

/** At a gateway that runs the documents of a manifest alone. */
export const trustedDocumentAttacks: readonly Attack[] = Object.entries(transports).map(
  ([transport, ask]): Attack => ({
    name: `sends a document of their own over ${transport} where only trusted ones are run`,
    threat: 'API9',
    transport: transport as Transport,
    expected: 'FORBIDDEN, and a trusted one is run',
    run: async ({ newVisitor, trustingUrl }) => {
      const visitor = newVisitor().at(trustingUrl);
      const good = await ask(visitor, trustedDocument);
      const bad = await ask(visitor, untrusted);
      return {
        held: good.data?.['shop'] != null && codesOf(bad) === 'FORBIDDEN',
        got: `${codesOf(bad)}; ${good.data?.['shop'] == null ? codesOf(good) : 'run'}`,
      };
    },
  }),
);
