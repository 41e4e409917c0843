import { once } from 'node:events';
import type { Attack, Finding, Transport } from '../attack.ts';
import { openSocket } from '../target/graphql-over-socket.ts';
import { openStream, type StreamTransport } from '../target/graphql-over-stream.ts';
import { must, newCustomer, placeOrder, type SignedIn } from '../target/people.ts';
import { staffOf } from '../target/staff.ts';
import type { Target } from '../target/target.ts';

const endsWithinMs = 5_000;

/** What ends a session. */
const endings: Readonly<Record<string, (target: Target, owner: SignedIn) => Promise<unknown>>> = {
  'its owner has logged out': (_target, owner) =>
    must(
      owner,
      'mutation ($input: SessionDeleteInput!) { result: sessionDelete(input: $input) { __typename } }',
      { input: { refreshToken: owner.refreshToken } },
    ),
  'its owner was disabled': async (target, owner) =>
    must(
      await staffOf(target),
      'mutation ($input: CustomerDisableInput!) { result: customerDisable(input: $input) { __typename } }',
      { input: { id: owner.userId } },
    ),
};

/** Something that stays open for as long as the session does. */
interface Opened {
  readonly ended: Promise<unknown>;
}

async function onSocket(owner: SignedIn, query: string): Promise<Opened> {
  const socket = await openSocket(owner);
  const ended = once(socket, 'close');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  await once(socket, 'message');
  return { ended };
}

const onStream =
  (transport: StreamTransport) =>
  async (owner: SignedIn, query: string): Promise<Opened> => {
    const stream = await openStream(owner, query, transport);
    if (stream.status !== 200) throw new Error(`No stream: ${stream.status}`);
    return stream;
  };

const kinds: Partial<Record<Transport, (owner: SignedIn, query: string) => Promise<Opened>>> = {
  WebSocket: onSocket,
  SSE: onStream('SSE'),
  multipart: onStream('multipart'),
};

/** Held when it is over within seconds. */
async function whenOver({ ended }: Opened): Promise<Finding> {
  const startedAt = performance.now();
  const { promise: late, resolve } = Promise.withResolvers<'still open'>();
  const timer = setTimeout(() => resolve('still open'), endsWithinMs);
  const got = await Promise.race([late, ended.then(() => 'over' as const)]);
  clearTimeout(timer);
  return { held: got === 'over', got: `${got} after ${(performance.now() - startedAt).toFixed(0)} ms` };
}

/** What was opened with a session, when that is over. */
export const endAttacks: readonly Attack[] = Object.entries(endings).flatMap(([how, end]) =>
  Object.entries(kinds).map(([transport, open]): Attack => ({
    name: `goes on listening over ${transport} after ${how}`,
    threat: 'API2',
    transport: transport as Transport,
    expected: 'it is over within seconds',
    run: async (target) => {
      const owner = await newCustomer(target.newVisitor());
      const { id } = await placeOrder(owner);
      const opened = await open(owner, `subscription { orderStatusChanged(orderId: "${id}") { version } }`);
      await end(target, owner);
      return whenOver(opened);
    },
  })),
);
