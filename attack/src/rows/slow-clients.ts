import type { Socket } from 'node:net';
import type { Attack } from '../attack.ts';
import { openConnection, readUntilClosed, statusesIn } from '../target/raw-connection.ts';
import { together } from '../target/together.ts';
import type { Visitor } from '../target/visitor.ts';

const connections = 40;
const dripEachMs = 500;

/** Sends a byte now and then until the server has enough of it. @returns when that was, and what it said */
async function drip(
  visitor: Visitor,
  { head, mostMs }: { readonly head: string; readonly mostMs: number },
): Promise<{ readonly isClosed: boolean; readonly ms: number; readonly status: number | undefined }> {
  const socket = openConnection(visitor);
  socket.write(head);
  const timer = setInterval(() => socket.write('x'), dripEachMs);
  try {
    const { isClosed, ms, text } = await readUntilClosed(socket, mostMs);
    return { isClosed, ms, status: statusesIn(text)[0] };
  } finally {
    clearInterval(timer);
  }
}

function slow(name: string, mostMs: number, head: (visitor: Visitor) => string): Attack {
  return {
    name,
    threat: 'API4',
    transport: 'TCP',
    expected: `each ends within ${(mostMs / 1_000).toFixed(0)} s`,
    run: async ({ newVisitor }) => {
      const visitor = newVisitor();
      const ended = await together(connections, () => drip(visitor, { head: head(visitor), mostMs }));
      const longest = Math.max(...ended.map(({ ms }) => ms));
      const statuses = [...new Set(ended.map(({ status }) => status ?? 'none'))].join(', ');
      const open = ended.filter(({ isClosed }) => !isClosed).length;
      return { held: open === 0, got: `${statuses} after ${longest.toFixed(0)} ms, ${open} left` };
    },
  };
}

const hostLine = ({ url }: Visitor): string => `Host: ${new URL(url).host}`;

const mostArriving = 500;
const tried = 600;

/** Production's limit on what may arrive from one address at a time. */
const silent: Attack = {
  name: 'opens connections and sends nothing',
  threat: 'API4',
  transport: 'TCP',
  expected: 'five hundred at most',
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const sockets: Socket[] = [];
    let closed = 0;
    for (let at = 0; at < tried; at += 1) {
      const socket = openConnection(visitor);
      socket.on('close', () => (closed += 1));
      sockets.push(socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const open = tried - closed;
    for (const socket of sockets) socket.destroy();
    return { held: open > 0 && open <= mostArriving, got: `${open} of ${tried}` };
  },
};

/** Requests that never arrive (CWE-400: slow headers, slow bodies). */
export const slowClientAttacks: readonly Attack[] = [
  silent,
  slow(
    'sends headers a byte at a time',
    13_000,
    (visitor) => `POST /graphql HTTP/1.1\r\n${hostLine(visitor)}\r\nX-Slow: `,
  ),
  slow(
    'sends a body a byte at a time',
    33_000,
    (visitor) =>
      `POST /graphql HTTP/1.1\r\n${hostLine(visitor)}\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n`,
  ),
];
