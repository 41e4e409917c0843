import type { CodeMutant } from './mutant.ts';

const gateway = ['gateway'];

/** How much, from where, by whom, and what may be kept. */
export const surfaceMutants: readonly CodeMutant[] = [
  {
    name: 'every session has a share of its own from the start',
    parts: gateway,
    file: 'gateway/src/rate/shares.ts',
    replace: 'return nowMs - madeAtMs(id) >= newcomerMs;',
    by: 'return nowMs + newcomerMs >= madeAtMs(id);',
    noticedBy: ['begins sessions as a guest to have more requests'],
  },
  {
    name: 'bad tokens count as any request',
    parts: gateway,
    file: 'gateway/src/rate/rate-limits.ts',
    replace: 'Math.min(badTokenPoints, requestsPerSecond) : 1',
    by: 'Math.min(badTokenPoints, 1) : 1',
    noticedBy: ['tries made-up tokens'],
  },
  {
    name: 'everybody is a trusted proxy',
    parts: gateway,
    file: 'gateway/src/http/client-address.ts',
    replace: `if (trustedProxies === false) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = proxyTrust(trustedProxies);`,
    by: "const isTrusted = (): boolean => true || proxyTrust(trustedProxies)('');",
    noticedBy: ['says with each request that it was forwarded from somewhere else'],
  },
  {
    name: 'pages of others may open sockets',
    parts: gateway,
    file: 'gateway/src/websocket/admit-upgrade.ts',
    replace: 'if (isForeign(headers.origin)) throw foreignOrigin();',
    by: '',
    noticedBy: ['opens a socket from a page of their own'],
  },
  {
    name: 'pages of others may ask',
    parts: gateway,
    file: 'gateway/src/http/admit-request.ts',
    replace: 'if (options.isForeign(headers.origin)) throw foreignOrigin();',
    by: '',
    noticedBy: ['asks from a page of their own'],
  },
  {
    name: 'messages may be as long as they like',
    parts: gateway,
    file: 'gateway/src/config.ts',
    replace: 'maxMessageBytes: env.MAX_MESSAGE_BYTES,',
    by: 'maxMessageBytes: 100 * env.MAX_MESSAGE_BYTES,',
    noticedBy: ['sends a message of more than 64 KiB'],
  },
  {
    name: 'answers say nothing to browsers',
    parts: gateway,
    file: 'packages/process/src/security-headers.ts',
    replace: 'void reply.headers(answerHeaders(publicUrl, request.protocol));',
    by: '',
    noticedBy: ['looks for an answer that a browser may be tricked with'],
  },
  {
    name: 'numbers of cards are taken as text',
    parts: ['accounts', 'orders'],
    file: 'packages/graph/src/card-door.ts',
    replace: '.filter(({ text, position }) => mustNotBeKept(text, kindOf(position)))',
    by: ".filter(({ text, position }) => text === '' && mustNotBeKept(text, kindOf(position)))",
    noticedBy: [
      'types the number of a card into a name',
      'types the number of a card into an idempotency key',
    ],
  },
  {
    name: 'buyers are led anywhere',
    parts: ['orders'],
    file: 'subgraphs/orders/src/checkout/rules/payment-input.ts',
    replace:
      "readReturnUrl(given, targets) ?? new Fault('INVALID_VALUE', 'This shop does not lead buyers there.')",
    by: "readReturnUrl(given, targets) ?? (Fault.name === '' ? null : given)",
    noticedBy: ['has the bank lead buyers to a page of their own, or into the network'],
  },
  {
    name: 'one-time codes are good for more than one sign-in',
    parts: ['accounts'],
    file: 'subgraphs/accounts/src/second-factors/totp.ts',
    replace: 'return verified.timeStep > lastStep ? verified.timeStep : undefined;',
    by: 'return verified.timeStep > lastStep || lastStep > 0 ? verified.timeStep : undefined;',
    noticedBy: ['uses a one-time code a second time'],
  },
  {
    name: 'one-time codes may be guessed for ever',
    parts: ['accounts'],
    file: 'subgraphs/accounts/src/second-factors/rules.ts',
    replace: 'if (wrongSince === null || wrongCodes < wrongCodesPerHour) return null;',
    by: 'if (wrongSince === null || wrongCodes < 1_000 * wrongCodesPerHour) return null;',
    noticedBy: ['guesses one-time codes'],
  },
  {
    name: 'answers are kept whatever the currency',
    parts: gateway,
    file: 'gateway/src/http/request-key.ts',
    replace: "headers['x-currency'] ?? ''",
    by: "headers['no currency'] ?? ''",
    noticedBy: ['has an answer kept that their own headers have changed'],
  },
];
