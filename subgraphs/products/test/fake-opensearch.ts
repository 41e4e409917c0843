import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was asked of a server. */
export interface AskedOfOpenSearch {
  /** The method and the path. */
  readonly what: string;
  readonly authorization: string | undefined;
  /** One document, or the lines of several. */
  readonly body: unknown;
}

/** What a server answers: a document, or a status and a document. */
export type FakeAnswer = object | readonly [number, object];

/** A server that answers as OpenSearch does what it is told to. */
export interface FakeOpenSearch extends AsyncDisposable {
  /** Its address, with a name, a password and a path. */
  readonly url: string;
  readonly asked: AskedOfOpenSearch[];
}

/** Starts a server that answers by what is asked for; it never answers what there is no answer for. */
export async function fakeOpenSearch(answers: Readonly<Record<string, FakeAnswer>>): Promise<FakeOpenSearch> {
  const asked: AskedOfOpenSearch[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      const isLines = request.headers['content-type']?.includes('ndjson') ?? false;
      asked.push({
        what,
        authorization: request.headers.authorization,
        body: documentsIn(await text(request), isLines),
      });
      const answer = answers[what];
      if (answer === undefined) return;
      const [status, body] = Array.isArray(answer) ? (answer as [number, object]) : [200, answer];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://shop:p%40ss@127.0.0.1:${port}/search/`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function documentsIn(sent: string, isLines: boolean): unknown {
  if (sent === '') return undefined;
  return isLines
    ? sent
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line))
    : (JSON.parse(sent) as unknown);
}
