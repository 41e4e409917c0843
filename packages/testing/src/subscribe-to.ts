import type { SignRequest } from '@cartwright/identity';

/** A subscription over graphql-transport-ws, read event by event. */
export interface Subscribed<Event> {
  /** Every event until `isLast` holds for one, that one included. */
  until(isLast: (event: Event) => boolean): Promise<Event[]>;
  /** Every event until the server says that it was the last. */
  all(): Promise<Event[]>;
  close(): Promise<void>;
}

/** What is subscribed to, and who subscribes. */
export interface SubscribeOptions {
  /** What signs the upgrade, as the gateway does. */
  readonly sign: SignRequest;
  readonly authorization: string;
  readonly query: string;
  readonly variables: object;
}

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/**
 * Subscribes with the WebSocket that Node has; resolves when the server takes subscriptions.
 * Source: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md
 */
export async function subscribeTo<Event>(url: string, options: SubscribeOptions): Promise<Subscribed<Event>> {
  const { sign, authorization, query, variables } = options;
  const target = new URL('/graphql', url.replace('http', 'ws'));
  const upgrade = { method: 'GET', authority: target.host, target: target.pathname, authorization };
  const headers = { authorization, ...sign(upgrade) };
  const init = { protocols: ['graphql-transport-ws'], headers };
  const socket = new WebSocket(target, init as never); // Node's takes headers too; its type is that of browsers
  const messages = readMessages(socket);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The WebSocket was refused')), { once: true });
  });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  send({ type: 'connection_init' });
  const { value: acknowledged } = await messages.next();
  if (acknowledged?.type !== 'connection_ack') throw new Error('The server did not let the socket in');
  send({ id: '1', type: 'subscribe', payload: { query, variables } });
  return subscribed<Event>(socket, messages);
}

function subscribed<Event>(socket: WebSocket, messages: AsyncGenerator<Message, void>): Subscribed<Event> {
  const read = async (isLast: (event: Event) => boolean, endsByItself: boolean): Promise<Event[]> => {
    const events: Event[] = [];
    for (;;) {
      const { value: message } = await messages.next();
      if (message?.type === 'next') events.push(dataOf(message.payload) as Event);
      else if (message?.type === 'complete' && endsByItself) return events;
      else throw new Error(`Not an event: ${JSON.stringify(message)} after ${JSON.stringify(events)}`);
      const last = events.at(-1);
      if (last !== undefined && isLast(last)) return events;
    }
  };
  return {
    until: (isLast) => read(isLast, false),
    all: () => read(() => false, true),
    close: async () => {
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
      socket.close();
      await closed;
    },
  };
}

function dataOf(payload: unknown): unknown {
  const { data, errors } = payload as { data?: unknown; errors?: unknown };
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(payload));
  return data;
}

async function* readMessages(socket: WebSocket): AsyncGenerator<Message, void> {
  const received: (Message | 'closed')[] = [];
  let wake = (): void => undefined;
  socket.addEventListener('message', ({ data }) => {
    received.push(JSON.parse(String(data)) as Message);
    wake();
  });
  socket.addEventListener('close', () => {
    received.push('closed');
    wake();
  });
  for (;;) {
    const message = received.shift();
    if (message === 'closed') return;
    if (message?.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
    else if (message !== undefined) yield message;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
