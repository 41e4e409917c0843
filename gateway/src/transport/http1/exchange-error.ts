/** What went wrong between a request and the end of its answer, in the words of {@link connectionFailure}. */
export type ExchangeFault = 'connect-timeout' | 'closed' | 'timeout' | 'malformed' | 'too-large';

/** An exchange that failed without an error of the socket. */
export class ExchangeError extends Error {
  readonly fault: ExchangeFault;

  constructor(fault: ExchangeFault, message: string) {
    super(message);
    this.name = 'ExchangeError';
    this.fault = fault;
  }
}

/** An answer that is not what RFC 9112 has answers be. */
export function malformed(message: string): ExchangeError {
  return new ExchangeError('malformed', message);
}
