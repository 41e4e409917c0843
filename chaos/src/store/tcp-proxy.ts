import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * How a proxy treats connections.
 *
 * - `open`: passes everything on, both ways.
 * - `refuse`: cuts every connection, and each new one.
 * - `silent`: passes nothing on and closes nothing, as a network that drops packets.
 * - `mute`: passes requests on and drops the answers: the work is done, and the caller sees a timeout.
 * - `slow`: passes each piece on after a second.
 * - `failing`: answers every HTTP request with 503 by itself.
 */
export type ProxyMode = 'open' | 'refuse' | 'silent' | 'mute' | 'slow' | 'failing';

/** Stands between a process and one of its services. */
export interface TcpProxy {
  readonly port: number;
  /** Changes the mode; connections that the old mode has spoilt are cut. */
  become(mode: ProxyMode): void;
  stop(): Promise<void>;
}

const delayMs = 1000;
const failure = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** Listens on a free port, in front of a port of this machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let mode: ProxyMode = 'open';
  const server = createServer((client) => {
    if (mode === 'refuse') return void client.resetAndDestroy();
    const pair = join(client, targetPort, () => mode);
    pairs.add(pair);
    client.once('close', () => pairs.delete(pair));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => pairs.forEach((pair) => pair.cut());
  return {
    port: (server.address() as AddressInfo).port,
    become: (next) => {
      if (next === mode) return;
      const spoilt = mode !== 'open' || next === 'refuse' || next === 'failing';
      mode = next;
      if (spoilt) cut();
    },
    stop: () => stopServer(server, cut),
  };
}

interface Pair {
  cut(): void;
}

function join(client: Socket, targetPort: number, mode: () => ProxyMode): Pair {
  const target = connect(targetPort, '127.0.0.1');
  const cut = (): void => {
    client.destroy();
    target.destroy();
  };
  for (const socket of [client, target]) {
    socket.setNoDelay(true);
    socket.on('error', cut);
  }
  client.on('close', () => target.end());
  target.on('close', () => client.end());
  client.on('data', (piece) => {
    if (mode() === 'failing') client.end(failure);
    else if (mode() !== 'silent') pass(client, target, piece, mode());
  });
  target.on('data', (piece) => {
    if (mode() === 'open' || mode() === 'slow') pass(target, client, piece, mode());
  });
  return { cut };
}

function pass(from: Socket, to: Socket, piece: Buffer, mode: ProxyMode): void {
  if (mode === 'slow') {
    setTimeout(() => to.write(piece), delayMs);
    return;
  }
  if (to.write(piece)) return;
  from.pause();
  to.once('drain', () => from.resume());
}

function stopServer(server: Server, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}
