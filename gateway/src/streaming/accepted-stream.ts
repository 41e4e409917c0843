import { serverSentEvents } from './server-sent-events.ts';
import { multipartStream } from './multipart-stream.ts';
import type { StreamFormat } from './stream-format.ts';

/** The streaming format that an Accept header asks for; undefined for an ordinary answer. */
export function acceptedStream(accept: string | undefined): StreamFormat | undefined {
  if (accept === undefined) return undefined;
  if (/\btext\/event-stream\b/i.test(accept)) return serverSentEvents;
  return /\bmultipart\/mixed\s*;[^,]*\bsubscriptionSpec\s*=\s*"?1\.0/i.test(accept)
    ? multipartStream
    : undefined;
}
