import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnswerParser, type ParsedAnswer } from './answer-parser.ts';

const bounds = { maxBodyBytes: 1_000 };

/** What is made of an answer that comes in these pieces, and then of the end of the connection. */
function parse(pieces: readonly Buffer[]): ParsedAnswer | undefined {
  const parser = new AnswerParser(bounds);
  for (const piece of pieces) {
    const parsed = parser.take(piece);
    if (parsed !== undefined) return parsed;
  }
  return parser.end();
}

const parseText = (text: string) => parse([Buffer.from(text, 'latin1')]);

/** The bytes of a text, cut anywhere. */
function cut(text: string): fc.Arbitrary<Buffer[]> {
  const bytes = Buffer.from(text, 'latin1');
  return fc.array(fc.nat(bytes.length), { maxLength: 12 }).map((places) => {
    const cuts = [0, ...places.toSorted((a, b) => a - b), bytes.length];
    return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
  });
}

const utf8 = '{"data":{"name":"Käse \u{1f9c0}"}}';
const bytesOf = (text: string) => Buffer.from(text).toString('latin1');
const sized = (body: string) => `content-length: ${Buffer.byteLength(body)}\r\n\r\n${bytesOf(body)}`;

function chunked(body: string, size: number): string {
  const bytes = Buffer.from(body);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    text += `${chunk.length.toString(16).toUpperCase()};a=b\r\n${chunk.toString('latin1')}\r\n`;
  }
  return `transfer-encoding: Chunked\r\n\r\n${text}0\r\nx-trailer: 1\r\n\r\n`;
}

const answers: Readonly<Record<string, { readonly text: string; readonly expected: object }>> = {
  'with a length': {
    text: `HTTP/1.1 200 OK\r\nServer-Timing: wait;dur=1.5\r\nKeep-Alive: timeout=72\r\n${sized(utf8)}`,
    expected: { answer: { status: 200, body: utf8, waitedMs: 1.5 }, keepAliveMs: 70_000 },
  },
  'in chunks': {
    text: `HTTP/1.1 503 \r\n${chunked(utf8, 7)}`,
    expected: { answer: { status: 503, body: utf8, waitedMs: undefined }, keepAliveMs: 4_000 },
  },
  'without a body': {
    text: `HTTP/1.1 200 OK\r\n${sized('')}`,
    expected: { answer: { status: 200, body: '' } },
  },
  'that cannot have a body': {
    text: 'HTTP/1.1 204 No Content\r\nx: y\r\n\r\n',
    expected: { answer: { status: 204, body: '' }, keepAliveMs: 4_000 },
  },
  'after others that do not count': {
    text: `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n${sized(utf8)}`,
    expected: { answer: { status: 200, body: utf8 } },
  },
  'after which the connection closes': {
    text: `HTTP/1.1 200 OK\r\nConnection: x-other, Close\r\n${sized(utf8)}`,
    expected: { answer: { status: 200, body: utf8 }, keepAliveMs: 0 },
  },
  'of an old server': {
    text: `HTTP/1.0 200 OK\r\n${sized(utf8)}`,
    expected: { answer: { status: 200, body: utf8 }, keepAliveMs: 0 },
  },
  'that ends with the connection': {
    text: `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n${bytesOf(utf8)}`,
    expected: { answer: { status: 200, body: utf8 }, keepAliveMs: 0 },
  },
};

it.each(Object.entries(answers))(
  'an answer %s is the same in whatever pieces it comes',
  (_name, { text, expected }) => {
    fc.assert(
      fc.property(cut(text), (pieces) => {
        expect(parse(pieces)).toMatchObject(expected);
      }),
    );
  },
);

const thatSayTheirEnd = Object.entries(answers).filter(([name]) => name !== 'that ends with the connection');

it.each(thatSayTheirEnd)('an answer %s is none before its last byte', (_name, { text }) => {
  for (let length = 0; length < text.length; length += 1)
    expect(parseText(text.slice(0, length))).toBeUndefined();
});

const status = 'HTTP/1.1 200 OK\r\n';
const broken: Readonly<Record<string, string>> = {
  'another protocol': 'HTTP/2 200 OK\r\n\r\n',
  'no status': 'HTTP/1.1 OK\r\n\r\n',
  'a line end before it': `\r\n${status}\r\n`,
  'a bare line feed in its head': `${status}a: b\nc: d\r\n\r\n`,
  'a bare carriage return in its head': `${status}a: b\rc: d\r\n\r\n`,
  'a zero byte in its head': `${status}a: \0\r\n\r\n`,
  'a folded line': `${status}a: b\r\n c\r\n\r\n`,
  'a space before a colon': `${status}content-length : 0\r\n\r\n`,
  'a line without a colon': `${status}content-length\r\n\r\n`,
  'a length and chunks': `${status}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  'two lengths': `${status}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`,
  'two equal lengths': `${status}content-length: 3, 3\r\n\r\nabc`,
  'a negative length': `${status}content-length: -1\r\n\r\n`,
  'a length with a sign': `${status}content-length: +3\r\n\r\nabc`,
  'a length after a space that is none': `${status}content-length: \xa03\r\n\r\nabc`,
  'chunks of a version without them': `HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a length in hex': `${status}content-length: 0x3\r\n\r\nabc`,
  'another encoding': `${status}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'an encoding twice': `${status}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a switch of protocols': 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n',
  'too long a head': `${status}a: ${'b'.repeat(16_384)}\r\n\r\n`,
  'a head without an end': `${status}a: ${'b'.repeat(20_000)}`,
  'answers without end that do not count': 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000),
  'too long a body': `${status}content-length: 1001\r\n\r\n`,
  'a body that is too long for the end of the connection': `${status}\r\n${'a'.repeat(1_001)}`,
  'too much in chunks': `${status}transfer-encoding: chunked\r\n\r\n3e9\r\n`,
  'a chunk that is too long for a number': `${status}transfer-encoding: chunked\r\n\r\n${'f'.repeat(16)}\r\n`,
  'a chunk of no size': `${status}transfer-encoding: chunked\r\n\r\n\r\n`,
  'a chunk of a size that is none': `${status}transfer-encoding: chunked\r\n\r\n0x3\r\nabc\r\n`,
  'a negative chunk': `${status}transfer-encoding: chunked\r\n\r\n-3\r\n`,
  'a size that ends in a line feed alone': `${status}transfer-encoding: chunked\r\n\r\n3\nabc\r\n`,
  'a chunk that is longer than it says': `${status}transfer-encoding: chunked\r\n\r\n3\r\nabcd\r\n`,
  'a chunk that ends in a line feed alone': `${status}transfer-encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n`,
  'an endless line of a chunk': `${status}transfer-encoding: chunked\r\n\r\n3;${'a'.repeat(2_000)}`,
  'an endless end': `${status}transfer-encoding: chunked\r\n\r\n0\r\n${'a: b\r\n'.repeat(4_000)}`,
  'an end with a folded line': `${status}transfer-encoding: chunked\r\n\r\n0\r\na: b\r\n c\r\n\r\n`,
};

it.each(Object.entries(broken))('refuses an answer with %s, in whatever pieces it comes', (_name, text) => {
  fc.assert(
    fc.property(cut(text), (pieces) => {
      expect(() => parse(pieces)).toThrow(/answer|chunk/);
    }),
  );
});

it('does not use a connection again over which more came than was asked for', () => {
  const { answer, keepAliveMs } = parseText(`${status}${sized('{}')}HTTP/1.1 200 OK\r\n`) ?? {};
  expect(answer?.body).toBe('{}');
  expect(keepAliveMs).toBe(0);
  expect(parseText(`${status}${chunked('{}', 2)}0\r\n\r\n`)?.keepAliveMs).toBe(0);
});

it.each([
  ['content-', 'length: 6\r\n\r\nabc', 'def'],
  ['transfer-', 'encoding: chunked\r\n\r\n2\r\nab\r\n4\r\nc', 'def\r\n0\r\n\r\n'],
])('keeps copies of what it has taken, whatever becomes of it then: %s', (first, second, third) => {
  const parser = new AnswerParser(bounds);
  const shared = Buffer.alloc(200);
  const take = (text: string) => {
    shared.fill(0);
    return parser.take(shared.subarray(0, shared.write(text, 'latin1')));
  };
  expect(take(`HTTP/1.1 200 OK\r\n${first}`)).toBeUndefined();
  expect(take(second)).toBeUndefined();
  expect(take(third)?.answer.body).toBe('abcdef');
});

it.each([
  ['timeout=5', 3_000],
  ['timeout=1', 0],
  ['timeout=99999', 600_000],
  ['max=5', 4_000],
])('gives up a connection before its server does: %s', (hint, keepAliveMs) => {
  expect(parseText(`${status}keep-alive: ${hint}\r\n${sized('')}`)?.keepAliveMs).toBe(keepAliveMs);
});
