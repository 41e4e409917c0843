import { once } from 'node:events';
import WebSocket from 'ws';
import { newAddress } from './addresses.ts';
import type { EventsJob, EventsResult, HoldJob, HoldResult } from './jobs.ts';

let sockets: WebSocket[] = [];
let at: number[] = [];
let bytes = 0;
let look: () => void = () => undefined;

/** How many are opened at the same time. */
const together = 32;

/** Opens sockets; each counts as open when it has what a subscription begins with. */
export async function hold(job: HoldJob): Promise<HoldResult> {
  const startedAt = performance.now();
  const failures: string[] = [];
  let begun = 0;
  const opener = async (): Promise<void> => {
    while (begun < job.sockets) {
      const at = begun;
      begun += 1;
      await open(job, at).catch((error: unknown) => failures.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: together }, opener));
  at = [];
  return {
    opened: sockets.length,
    failures: failures.slice(0, 5),
    elapsedMs: performance.now() - startedAt,
    bytes,
  };
}

async function open({ origin, subscriptions }: HoldJob, at: number): Promise<void> {
  const url = `${origin.replace(/^http/, 'ws')}/graphql`;
  const protocols = subscriptions === undefined ? [] : ['graphql-transport-ws'];
  const socket = new WebSocket(url, protocols, { localAddress: newAddress(), perMessageDeflate: false });
  await once(socket, 'open');
  if (subscriptions !== undefined) {
    const { queries, token } = subscriptions;
    await subscribe(socket, { query: queries[at % queries.length] ?? '', token });
  }
  socket.on('message', (data: Buffer) => note(data));
  sockets.push(socket);
}

async function subscribe(
  socket: WebSocket,
  { query, token }: { readonly query: string; readonly token: string },
): Promise<void> {
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await nextMessage(socket, 'connection_ack');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  await nextMessage(socket, 'next');
}

/** @throws when another comes, or the socket is closed */
async function nextMessage(socket: WebSocket, type: string): Promise<void> {
  const closed = once(socket, 'close').then(([code, reason]) => {
    throw new Error(`closed with ${String(code)} ${String(reason)}`);
  });
  const [data] = (await Promise.race([once(socket, 'message'), closed])) as [Buffer];
  bytes = data.length;
  if (!data.includes(`"type":"${type}"`) || data.includes('"errors":['))
    throw new Error(data.toString().slice(0, 300));
}

function note(data: Buffer): void {
  at.push(performance.timeOrigin + performance.now());
  bytes = data.length;
  look();
}

const patienceMs = 60_000;

/**
 * Waits until so many messages came since the sockets were opened, or since this was asked before.
 * @throws when they do not come within a minute
 */
export async function untilEvents({ each }: EventsJob): Promise<EventsResult> {
  const expected = each * sockets.length;
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`Of ${expected} messages only ${at.length} came.`));
    const timer = setTimeout(giveUp, patienceMs);
    look = () => {
      if (at.length < expected) return;
      clearTimeout(timer);
      resolve();
    };
    look();
  });
  const result = { at, bytes };
  at = [];
  return result;
}

/** Closes all of them. */
export function release(): null {
  for (const socket of sockets) socket.terminate();
  sockets = [];
  at = [];
  return null;
}
