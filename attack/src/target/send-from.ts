import { request } from 'node:http';

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An answer; `status` 0 when the connection ended without one. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly ms: number;
}

const patienceMs = 30_000;

/** Sends a request from one of this machine's loopback addresses. Never rejects: an ended connection is an answer, too. */
export function sendFrom(
  localAddress: string,
  url: string | URL,
  { method = 'POST', headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, answer: RawAnswer['headers'], text: string): void => {
      resolve({ status, headers: answer, body: text, ms: performance.now() - startedAt });
    };
    const sent = request(url, { method, headers, localAddress, agent: false, timeout: patienceMs });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => end(0, response.headers, error.message));
      response.on('end', () =>
        end(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString()),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)));
    sent.on('error', (error) => end(0, {}, error.message));
    sent.end(body);
  });
}
