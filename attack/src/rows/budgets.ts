import type { Attack, Finding } from '../attack.ts';
import { graphqlOverSocket } from '../target/graphql-over-socket.ts';
import { graphqlOverStream } from '../target/graphql-over-stream.ts';
import { newGuest } from '../target/people.ts';
import { codesOf, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

/** Might hold ten thousand objects, and holds none: what is counted is what could come. */
const costly =
  '{ productSearch(input: { query: "zzzz qqqq", first: 100 }) { products { nodes { reviews(first: 98) { nodes { id } } } } } }';

/** Objects that production lets one ask for at once, and in a second. */
const atOnce = 40_000;
const perSecond = 3_000;
const cost = 9_800;
const tried = 20;

async function spend(ask: (at: number) => Promise<GraphqlAnswer>): Promise<Finding> {
  const startedAt = performance.now();
  let through = 0;
  const refused = new Set<string>();
  for (let at = 0; at < tried; at += 1) {
    const answer = await ask(at);
    if (answer.data?.['productSearch'] == null) refused.add(codesOf(answer));
    else through += 1;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const most = (atOnce + perSecond * seconds) / cost;
  return {
    held: through > 0 && through <= most && [...refused].join() === 'RATE_LIMITED',
    got: `${through} of ${tried}, then ${[...refused].join(', ')}`,
  };
}

const transports: readonly ((visitor: Visitor) => Promise<GraphqlAnswer>)[] = [
  (visitor) => visitor.ask(costly),
  (visitor) => graphqlOverSocket(visitor, costly),
  (visitor) => graphqlOverStream(visitor, costly, 'SSE'),
  (visitor) => graphqlOverStream(visitor, costly, 'multipart'),
];

const ask = (at: number, visitor: Visitor): Promise<GraphqlAnswer> =>
  (transports[at % transports.length] ?? graphqlOverSocket)(visitor, costly);

/** Few requests that are a lot of work: what they could bring is counted, not how many they are. */
export const budgetAttacks: readonly Attack[] = [
  {
    name: 'asks for a lot in few requests',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'what may come at once, and no more',
    run: ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      return spend(() => visitor.ask(costly));
    },
  },
  {
    name: 'asks for a lot by every transport in turn',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'no more than by one',
    run: ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      return spend((at) => ask(at, visitor));
    },
  },
  {
    name: 'asks for a lot with one session after the other',
    threat: 'API4',
    transport: 'HTTP',
    expected: 'no more than with one',
    run: async ({ newNetwork }) => {
      const visitor = newNetwork()(1);
      const guests = await Promise.all(Array.from({ length: tried }, () => newGuest(visitor)));
      return spend((at) => (guests[at] ?? visitor).ask(costly));
    },
  },
];
