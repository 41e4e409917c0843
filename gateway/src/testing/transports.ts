import { eventually } from './eventually.ts';
import { openRawSocket } from './open-raw-socket.ts';
import type { ToyStore } from './start-toy-store.ts';

/** What a request says, as a body has it. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The first that comes back. */
export interface Answer {
  /** Of HTTP, where it says something. */
  readonly status?: number;
  readonly data?: unknown;
  readonly errors?: readonly object[];
}

type Transport = (store: ToyStore, parameters: Parameters) => Promise<Answer>;

const graphql = 'application/graphql-response+json';

/** Every way into the gateway, by name. */
export const transports = {
  GET: async ({ gateway }, parameters) => {
    const entries = Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const url = `${gateway.graphqlUrl}?${new URLSearchParams(entries).toString()}`;
    return answerOf(await fetch(url, { headers: { accept: graphql } }));
  },
  POST: async ({ gateway }, parameters) => answerOf(await gateway.post(parameters, { accept: graphql })),
  'server-sent events': async ({ gateway }, parameters) => {
    const text = await (await gateway.post(parameters, { accept: 'text/event-stream' })).text();
    return JSON.parse(/^data: (\{.*)$/m.exec(text)?.[1] ?? '') as Answer;
  },
  multipart: async ({ gateway }, parameters) => {
    const text = await (
      await gateway.post(parameters, { accept: 'multipart/mixed;subscriptionSpec=1.0' })
    ).text();
    const { payload, ...refusal } = JSON.parse(/^\{.*$/m.exec(text)?.[0] ?? '') as Answer & {
      payload: Answer | null;
    };
    return payload ?? refusal;
  },
  WebSocket: async ({ gateway }, payload) => {
    using socket = await openRawSocket(gateway.webSocketUrl);
    socket.send({ type: 'connection_init' });
    await eventually(() => socket.received().length).toBe(1);
    socket.send({ id: 'a', type: 'subscribe', payload });
    await eventually(() => socket.received().length).toBeGreaterThan(1);
    const { type, payload: answer } = socket.received()[1] ?? {};
    return type === 'error' ? { errors: answer as object[] } : (answer as Answer);
  },
} satisfies Record<string, Transport>;

async function answerOf(response: Response): Promise<Answer> {
  return { ...((await response.json()) as Answer), status: response.status };
}
