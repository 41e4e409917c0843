import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a receiver of webhooks got it. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly subject: string;
    readonly position?: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** What a receiver answers. */
export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A receiver of webhooks. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** What has come, in the order in which it came. */
  readonly received: ReceivedRequest[];
  /** Has it answer in another way from now on. */
  readonly answerWith: (
    answer: (request: ReceivedRequest) => ReceiverAnswer | Promise<ReceiverAnswer>,
  ) => void;
}

/** Starts a receiver, which takes what comes unless it is told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedRequest[] = [];
  let answer: Parameters<Receiver['answerWith']>[0] = () => ({ status: 204 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const event = JSON.parse(body) as ReceivedRequest['event'];
      const one = { path: request.url ?? '', headers, body, event };
      received.push(one);
      void Promise.resolve(answer(one)).then(({ status, headers: own = {}, body: text = '' }) => {
        response.writeHead(status, own).end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (other) => {
      answer = other;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
