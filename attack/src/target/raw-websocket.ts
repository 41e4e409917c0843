import type { Socket } from 'node:net';
import { openConnection } from './raw-connection.ts';
import type { Visitor } from './visitor.ts';

/** A frame of RFC 6455, 5.2, as it should be or not. */
export interface Frame {
  readonly opcode: number;
  readonly payload?: Uint8Array;
  readonly isLast?: boolean;
  readonly isMasked?: boolean;
  /** RSV1 to RSV3, which belong to extensions. */
  readonly reserved?: number;
  /** What is said to come, where that is not what does. */
  readonly saidLength?: bigint;
}

/** The bytes of a frame, with a mask of zeros. */
export function frameBytes({
  opcode,
  payload = Buffer.alloc(0),
  isLast = true,
  isMasked = true,
  reserved = 0,
  saidLength = BigInt(payload.length),
}: Frame): Buffer {
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = isMasked ? 0x80 : 0;
  const head =
    saidLength < 126n
      ? Buffer.from([first, mask | Number(saidLength)])
      : Buffer.concat([Buffer.from([first, mask | 127]), bigEndian(saidLength)]);
  return Buffer.concat([head, Buffer.alloc(isMasked ? 4 : 0), payload]);
}

function bigEndian(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** Opens a WebSocket by hand. @throws when the server does not switch */
export async function upgradeByHand(visitor: Visitor, protocol = 'graphql-transport-ws'): Promise<Socket> {
  const socket = openConnection(visitor);
  const lines = [
    'GET /graphql HTTP/1.1',
    `Host: ${new URL(visitor.url).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(protocol === '' ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const answer = await new Promise<Buffer>((resolve) => {
    socket.once('data', resolve);
    socket.once('close', () => resolve(Buffer.from('closed')));
  });
  const head = answer.toString('latin1');
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`No WebSocket: ${head.slice(0, 60)}`);
  socket.pause();
  const rest = answer.subarray(head.indexOf('\r\n\r\n') + 4);
  if (rest.length > 0) socket.unshift(rest);
  return socket;
}

/** The code of the first close frame in what a server sent; undefined without one. */
export function closeCodeIn(text: string): number | undefined {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at + 4 <= bytes.length; at += 2 + ((bytes[at + 1] ?? 0) & 0x7f))
    if (((bytes[at] ?? 0) & 0x0f) === 8) return bytes.readUInt16BE(at + 2);
  return undefined;
}
