import { continueTrace, flatHeaders, type Logger, type SubgraphRequest } from '@cartwright/process';
import type { IncomingHttpHeaders } from 'node:http';

/** What a request says of itself. */
interface Arrived {
  readonly id: string;
  readonly headers: IncomingHttpHeaders | Readonly<Record<string, string>>;
}

/** The request of an operation; what few operations look at is worked out for those. */
export class ArrivedOperation implements SubgraphRequest {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly #logger: Logger;
  #ownLogger: Logger | undefined;
  #traceparent: string | undefined;

  constructor({ id, headers }: Arrived, logger: Logger) {
    this.id = id;
    this.headers = flatHeaders(headers);
    this.#logger = logger;
  }

  get traceparent(): string {
    return (this.#traceparent ??= continueTrace(this.headers['traceparent']));
  }

  get logger(): Logger {
    return (this.#ownLogger ??= this.#logger.child({ requestId: this.id }));
  }
}
