import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { staleIfErrorSeconds } from '../response-cache/freshness.ts';
import type { KeptResult } from '../response-cache/response-cache.ts';
import type { KeptAnswer } from '../response-cache/kept-answer.ts';

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

/** The headers of an answer that everybody gets. https://www.rfc-editor.org/rfc/rfc9111 */
export function keptHeaders(kept: KeptAnswer, ageSeconds: number): Record<string, string> {
  const { maxAgeSeconds, variesBy } = kept;
  return {
    'cache-control': `public, max-age=0, s-maxage=${maxAgeSeconds}, stale-if-error=${staleIfErrorSeconds}`,
    age: String(ageSeconds),
    vary: ['Origin', 'Accept', 'Accept-Encoding', ...variesBy].join(', '),
  };
}

/** The encoding that a client takes and that is worth it, by its header. */
export function encodingFor(kept: KeptAnswer, accepted: string | undefined): Encoding | 'identity' {
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
export async function encodedBody(kept: KeptAnswer, encoding: Encoding | 'identity'): Promise<Buffer> {
  if (encoding === 'identity') return kept.body;
  const known = kept.encoded.get(encoding);
  if (known !== undefined) return known;
  const made =
    encoding === 'br'
      ? await compressBrotli(kept.body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
      : await compressGzip(kept.body);
  kept.encoded.set(encoding, made);
  return made;
}

/** What names exactly these bytes. */
export function entityTag({ digest }: KeptAnswer, encoding: string): string {
  return encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`;
}

/** Whether the client has these bytes already. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
}

/** Writes an answer that everybody gets, or that the client has it already. */
export async function writeKept(
  reply: FastifyReply,
  { kept, ageSeconds }: Pick<KeptResult, 'kept' | 'ageSeconds'>,
  type: string,
): Promise<FastifyReply> {
  const { headers, method }: FastifyRequest = reply.request;
  const encoding = encodingFor(kept, headers['accept-encoding']);
  const etag = entityTag(kept, encoding);
  reply.headers({ ...keptHeaders(kept, ageSeconds), etag });
  if (method !== 'POST' && isKnown(headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .code(200)
    .header('content-type', `${type}; charset=utf-8`)
    .send(await encodedBody(kept, encoding));
}
