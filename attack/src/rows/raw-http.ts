import type { Attack } from '../attack.ts';
import { exchangeRaw, openConnection, readUntilClosed, statusesIn } from '../target/raw-connection.ts';
import { writeOn } from '../target/write-on.ts';
import type { Visitor } from '../target/visitor.ts';

const body = JSON.stringify({ query: '{ shop { currencies } }' });
const hidden = 'GET /health/live HTTP/1.1\r\nHost: hidden\r\n\r\n';

const hostOf = ({ url }: Visitor): string => new URL(url).host;

/** A POST whose end is said in more ways than one; what follows in it must not become a request of its own. */
const twoEnds: Readonly<Record<string, readonly string[]>> = {
  'both a length and chunks': ['Content-Length: 6', 'Transfer-Encoding: chunked'],
  'chunks and then a length': ['Transfer-Encoding: chunked', 'Content-Length: 6'],
  'two lengths': ['Content-Length: 5', 'Content-Length: 60'],
  'a length of two': ['Content-Length: 5, 60'],
  'a length with a sign': ['Content-Length: +5'],
  'a length in another base': ['Content-Length: 0x5'],
  'chunks by another name': ['Transfer-Encoding: xchunked', 'Content-Length: 5'],
  'chunks that are something else, too': ['Transfer-Encoding: chunked, identity', 'Content-Length: 5'],
  'a blank before a colon': ['Transfer-Encoding : chunked', 'Content-Length: 5'],
  'a header in two lines': ['X-A: b', ' Transfer-Encoding: chunked', 'Content-Length: 5'],
  'a header without a name': [': chunked', 'Content-Length: 5'],
  'a NUL in a header': ['X-A: \0', 'Content-Length: 5'],
};

const smuggling: readonly Attack[] = Object.entries(twoEnds).map(([what, lines]) => ({
  name: `hides a request in another: ${what}`,
  threat: 'API8',
  transport: 'TCP',
  expected: '400 alone, and the connection ends',
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const head = [
      'POST /graphql HTTP/1.1',
      `Host: ${hostOf(visitor)}`,
      'Content-Type: application/json',
      ...lines,
    ];
    const bytes = `${head.join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`;
    const { text, isClosed } = await exchangeRaw(visitor, bytes);
    const statuses = statusesIn(text);
    return {
      held: isClosed && statuses.length === 1 && statuses[0] === 400,
      got: `${statuses.join(', ')}${isClosed ? '' : ', and it goes on'}`,
    };
  },
}));

interface Odd {
  readonly bytes: (visitor: Visitor) => string;
  readonly statuses: readonly number[];
}

/** What is no request of HTTP/1.1, or names another place. */
const odd: Readonly<Record<string, Odd>> = {
  'a request without a host': { bytes: () => 'GET /health/live HTTP/1.1\r\n\r\n', statuses: [400] },
  'a request with two hosts': {
    bytes: (visitor) => `GET /health/live HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\nHost: evil.example\r\n\r\n`,
    statuses: [400],
  },
  'a request of HTTP/0.9': { bytes: () => 'GET /\r\n\r\n', statuses: [400, 404] },
  'a request of HTTP/2': { bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', statuses: [400] },
  'a method that there is not': { bytes: () => 'HACK / HTTP/1.1\r\nHost: a\r\n\r\n', statuses: [400] },
  'a tunnel to elsewhere': {
    bytes: () => 'CONNECT 127.0.0.1:6379 HTTP/1.1\r\nHost: 127.0.0.1:6379\r\n\r\n',
    statuses: [],
  },
  'a request for another server': {
    bytes: () => 'GET http://127.0.0.1:6379/ HTTP/1.1\r\nHost: 127.0.0.1:6379\r\nConnection: close\r\n\r\n',
    statuses: [404],
  },
  'a greeting of TLS': { bytes: () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', statuses: [400] },
  'headers of a hundred kilobytes': {
    bytes: (visitor) => `GET / HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`,
    statuses: [431],
  },
  'ten thousand headers': {
    bytes: (visitor) => `GET / HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\n${'X-A: b\r\n'.repeat(10_000)}\r\n`,
    statuses: [431],
  },
  'a chunk with endless extensions': {
    bytes: (visitor) =>
      `POST /graphql HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5;${'a'.repeat(100_000)}\r\n`,
    statuses: [400, 413],
  },
};

const oddities: readonly Attack[] = Object.entries(odd).map(([what, { bytes, statuses: wanted }]) => ({
  name: `sends ${what}`,
  threat: 'API8',
  transport: 'TCP',
  expected: `${wanted.join(' or ') || 'no answer'}, and the connection ends`,
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const { text, isClosed } = await exchangeRaw(visitor, Buffer.from(bytes(visitor), 'latin1'));
    const statuses = statusesIn(text);
    return {
      held:
        isClosed &&
        !text.includes('evil.example') &&
        (wanted.length === 0
          ? statuses.length === 0
          : statuses.length === 1 && wanted.includes(statuses[0] ?? 0)),
      got: `${statuses.join(', ') || 'no answer'}${isClosed ? '' : ', and it goes on'}`,
    };
  },
}));

const outside = [
  '/../../../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/media/../../../../etc/passwd',
  '/media/..%2f..%2f..%2fetc%2fpasswd',
  '/media/%2e%2e/graphql?query={__typename}',
  '/media/..;/graphql?query={__typename}',
  '/media/%00',
  '/media/http://127.0.0.1:6379/',
  '/bank/../v1/payments',
  '/bank/..%2fv1%2fpayments',
  '/bank/%2e%2e/health/ready',
  '/.well-known/../graphql?query={__typename}',
  '/.well-known/..%2fgraphql',
  '//127.0.0.1/graphql?query={__typename}',
  '/\\..\\..\\etc\\passwd',
  '/graphql/../health/ready',
];

const paths: Attack = {
  name: 'leaves the paths that are served',
  threat: 'API8',
  transport: 'TCP',
  expected: '400 or 404 for each',
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const through: string[] = [];
    for (const path of outside) {
      const bytes = `GET ${path} HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\nConnection: close\r\n\r\n`;
      const { text } = await exchangeRaw(visitor, bytes);
      const [status = 0] = statusesIn(text);
      if (![400, 403, 404].includes(status) || /root:|evil|__typename/.test(text))
        through.push(`${status} ${path}`);
    }
    return { held: through.length === 0, got: through.join(', ') || 'nothing' };
  },
};

const pipelined = 1_000;

const pipeline: Attack = {
  name: 'sends a thousand requests on one connection without waiting',
  threat: 'API4',
  transport: 'TCP',
  expected: 'no more than one may; the others are told 429, or nothing',
  run: async ({ newNetwork }) => {
    const visitor = newNetwork()(1);
    const one = `POST /graphql HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const socket = openConnection(visitor);
    socket.write(one.repeat(pipelined));
    const isEnough = (text: string): boolean => statusesIn(text).length === pipelined;
    const { text, ms } = await readUntilClosed(socket, 20_000, isEnough);
    const statuses = statusesIn(text);
    const through = statuses.filter((status) => status === 200).length;
    return {
      held: through <= 200 + (100 * ms) / 1_000,
      got: `${through} of ${statuses.length} after ${ms.toFixed(0)} ms`,
    };
  },
};

/** What is said of a body that has no end. */
const endless: Readonly<Record<string, string>> = {
  'of a hundred gigabytes': 'Content-Length: 100000000000\r\n\r\n',
  'in one endless chunk': 'Transfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n',
};
const megabyte = Buffer.alloc(1_048_576, 'a');
const mostMegabytes = 256;

const bodies: readonly Attack[] = Object.entries(endless).map(([what, rest]) => ({
  name: `sends a body after a GET, ${what}`,
  threat: 'API4',
  transport: 'TCP',
  expected: 'the connection ends with the answer',
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const socket = openConnection(visitor).resume();
    socket.write(`GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${hostOf(visitor)}\r\n${rest}`);
    const bounds = { mostTimes: mostMegabytes, mostMs: 3_000 };
    const { times, isClosed } = await writeOn(socket, megabyte, bounds);
    socket.destroy();
    return { held: isClosed, got: `${times} MiB taken, ${isClosed ? 'and closed' : 'and it goes on'}` };
  },
}));

/** Bytes that are no request, more than one, or one for something else (RFC 9112). */
export const rawHttpAttacks: readonly Attack[] = [...smuggling, ...oddities, ...bodies, paths, pipeline];
