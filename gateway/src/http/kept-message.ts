import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { namesTag } from '@cartwright/process';
import { LRUCache } from 'lru-cache';
import { staleIfErrorSeconds } from '../response-cache/freshness.ts';
import type { KeptAnswer } from '../response-cache/kept-answer.ts';
import { soon, type Soon } from '../pipeline/soon.ts';
import type { KeyedRequest } from './request-key.ts';

/** What answers may be encoded in, the better first. */
const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

/** Smaller answers fit into one packet as they are. */
const minBytes = 1_024;
/** Fast enough to be done while somebody waits; done once for each answer. */
const brotliQuality = 5;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const chosen = new LRUCache<string, Encoding | 'identity'>({ max: 1_000 });

/** The headers that an answer has whenever it is sent. https://www.rfc-editor.org/rfc/rfc9111 */
function keptHeaders(kept: KeptAnswer, encoding: Encoding | 'identity'): Record<string, string> {
  const { maxAgeSeconds, variesBy, language } = kept;
  return {
    'cache-control': `public, max-age=0, s-maxage=${maxAgeSeconds}, stale-if-error=${staleIfErrorSeconds}`,
    vary: ['Origin', 'Accept', 'Accept-Encoding', ...variesBy].join(', '),
    etag: entityTag(kept, encoding),
    ...(language !== undefined && { 'content-language': language }),
  };
}

/** The headers of its bytes. */
function contentHeaders(type: string, encoding: Encoding | 'identity'): Record<string, string> {
  return {
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    'content-type': `${type}; charset=utf-8`,
  };
}

/** The encoding that a client takes and that is worth it, by its header. */
function encodingFor(kept: KeptAnswer, accepted: string | undefined): Encoding | 'identity' {
  if (kept.body.length < minBytes || accepted === undefined || accepted === '') return 'identity';
  const known = chosen.get(accepted);
  if (known !== undefined) return known;
  const encoding = encodings.find((one) => isAccepted(one, accepted)) ?? 'identity';
  chosen.set(accepted, encoding);
  return encoding;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
function isAccepted(encoding: Encoding, header: string): boolean {
  const weights = new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const weight = parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1';
      return [name, Number(weight)] as const;
    }),
  );
  return (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
}

/** The bytes of an answer in an encoding, made once. */
function encodedBody(kept: KeptAnswer, encoding: Encoding | 'identity'): Soon<Buffer> {
  return encoding === 'identity' ? kept.body : (kept.encoded.get(encoding) ?? encode(kept, encoding));
}

async function encode(kept: KeptAnswer, encoding: Encoding): Promise<Buffer> {
  const made =
    encoding === 'br'
      ? await compressBrotli(kept.body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
      : await compressGzip(kept.body);
  kept.encoded.set(encoding, made);
  return made;
}

/** What names exactly these bytes. */
function entityTag({ digest }: KeptAnswer, encoding: string): string {
  return encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`;
}

/** What is sent of an answer that everybody gets: itself, or that the client has it already. */
interface KeptMessage {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the client has it. */
  readonly body: Buffer | undefined;
  /** The same bytes as text, a character each, where they are few: Node writes such text and the head before it as one. */
  readonly latin1: string | undefined;
}

/** What Node writes without taking memory for it, less what a head may take. */
const maxLatin1Bytes = 14_000;

const messages = new WeakMap<KeptAnswer, Map<string, KeptMessage>>();

/** What is sent to who asks so; made once for all who do, but for what is told of the moment. */
export function keptMessage(
  kept: KeptAnswer,
  { method, headers }: Pick<KeyedRequest, 'method' | 'headers'>,
  type: string,
): Soon<KeptMessage> {
  const encoding = encodingFor(kept, headers['accept-encoding']);
  const isOld = method !== 'POST' && namesTag(headers['if-none-match'], entityTag(kept, encoding));
  const made = messages.get(kept) ?? new Map<string, KeptMessage>();
  messages.set(kept, made);
  const name = isOld ? `304 ${encoding}` : `${encoding} ${type}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const keep = (message: KeptMessage): KeptMessage => {
    made.set(name, message);
    return message;
  };
  if (isOld)
    return keep({
      status: 304,
      headers: keptHeaders(kept, encoding),
      body: undefined,
      latin1: undefined,
    });
  const sent = { ...keptHeaders(kept, encoding), ...contentHeaders(type, encoding) };
  return soon(encodedBody(kept, encoding), (body) => {
    const latin1 = body.length <= maxLatin1Bytes ? body.toString('latin1') : undefined;
    return keep({ status: 200, headers: sent, body, latin1 });
  });
}
