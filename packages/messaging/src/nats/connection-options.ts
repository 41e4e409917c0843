import type { NodeConnectionOptions } from '@nats-io/transport-node';

/** Reads `nats://user:password@host:port`, several hosts separated by commas; the login is taken from the first. */
export function connectionOptions(url: string): NodeConnectionOptions {
  const urls = url.split(',').map((part) => new URL(part.trim()));
  const [first] = urls;
  const login = first?.username
    ? {
        user: decodeURIComponent(first.username),
        pass: decodeURIComponent(first.password),
        inboxPrefix: `_INBOX_${first.username}`, // the only place where this login may hear answers
      }
    : {};
  return {
    ...login,
    servers: urls.map(({ host }) => host),
    reconnect: false,
    noAsyncTraces: true, // a stack trace per published message would cost more than the message
    timeout: 3000,
    pingInterval: 10_000,
    maxPingOut: 2,
  };
}
