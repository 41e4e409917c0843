import type { Socket } from 'node:net';

/** When a write has not been taken for so long, the server does not read any more. */
const fullAfterMs = 1_000;

/** What became of bytes that were sent again and again. */
export interface Written {
  /** How often they were taken. */
  readonly times: number;
  /** Whether the server has ended the connection. */
  readonly isClosed: boolean;
}

/** Sends the same bytes again and again, as fast as they are taken, until they are not or there were enough of them. */
export async function writeOn(
  socket: Socket,
  bytes: Uint8Array,
  { mostTimes, mostMs }: { readonly mostTimes: number; readonly mostMs: number },
): Promise<Written> {
  const endsAt = performance.now() + mostMs;
  let times = 0;
  while (times < mostTimes && performance.now() < endsAt) {
    const became = await write(socket, bytes);
    if (became !== 'taken') return { times, isClosed: became === 'closed' };
    times += 1;
  }
  return { times, isClosed: false };
}

function write(socket: Socket, bytes: Uint8Array): Promise<'taken' | 'closed' | 'full'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('full'), fullAfterMs);
    socket.write(bytes, (error) => {
      clearTimeout(timer);
      resolve(error == null ? 'taken' : 'closed');
    });
  });
}
