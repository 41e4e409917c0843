import { once } from 'node:events';
import { connect } from 'node:net';

/** A client that has sent its request and read the beginning of the answer, and no longer reads. */
export interface StalledReader extends Disposable {
  /** Reads on until the server has closed the connection, and resolves with all that was read. */
  readonly readOn: () => Promise<string>;
}

/** Posts a body over a connection of its own, and stops reading as soon as an answer comes. */
export async function openStalledReader(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<StalledReader> {
  const { hostname, port, pathname, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const content = JSON.stringify(body);
  const head = { host, 'content-type': 'application/json', 'content-length': content.length, ...headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${content}`);
  await once(socket, 'readable');
  return {
    readOn: async () => {
      const closed = once(socket, 'close').catch(() => undefined);
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      await closed;
      return text;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
