import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { guardedLookup, refuseUrl, type Targets } from '@cartwright/outbound';
import type { WebhookRequest, WebhookSender } from './ports.ts';
import { attemptTimeoutMs, type Answer } from './rules/attempts.ts';

/** So much of an answer is read, so that the connection can be used again; more is cut off. */
const readBytes = 16 * 1_024;
/** So much is kept of what a receiver says that does not take an event. */
const keptBytes = 1_024;

/**
 * Sends to receivers over HTTP. Follows no redirect. With `public`, connects to addresses of the public internet alone: looked at are the
 * addresses that the connection is then made to, whatever the name leads to later.
 */
export function createHttpSender(targets: Targets, timeoutMs = attemptTimeoutMs): WebhookSender {
  const pooled = { keepAlive: true, timeout: 30_000 };
  const agents = { plain: new http.Agent(pooled), tls: new https.Agent(pooled) };
  const sendTo = async (request: WebhookRequest, signal: AbortSignal): Promise<IncomingMessage> => {
    const url = new URL(request.url);
    refuseUrl(url, targets);
    const isPlain = url.protocol === 'http:';
    const { headers, body } = request;
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
    };
    const reach = { agent: isPlain ? agents.plain : agents.tls, lookup: guardedLookup(targets) };
    return new Promise((resolve, reject) => {
      const sending = (isPlain ? http : https).request(url, { ...options, ...reach }, resolve);
      sending.on('error', reject).end(body); // again where an answer is cut off, with nobody waiting
    });
  };
  return {
    send: async (request, signal) => {
      const startedAt = performance.now();
      const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const said = await sendTo(request, limited).then(answerOf, failureOf);
      return { ...said, durationMs: Math.round(performance.now() - startedAt) };
    },
    close: () => {
      agents.plain.destroy();
      agents.tls.destroy();
    },
  };
}

type Said = Omit<Answer, 'durationMs'>;

async function answerOf(response: IncomingMessage): Promise<Said> {
  const status = response.statusCode ?? 0;
  const text = await beginningOf(response);
  const isTaken = status >= 200 && status < 300;
  return { status, error: isTaken ? null : `HTTP ${status}${text === '' ? '' : `: ${text}`}` };
}

function failureOf(error: unknown): Said {
  const { name, message } = error as Error;
  if (name === 'AbortError' || name === 'TimeoutError') return { status: null, error: 'No answer in time.' };
  return { status: null, error: storable(message) };
}

/** The beginning of what a receiver says, which is read to its end if that is near. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (bytes < keptBytes) chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > readBytes) break; // destroys the response
    }
  } catch {
    // The status is known; what was said further is not.
  }
  return storable(Buffer.concat(chunks).subarray(0, keptBytes).toString());
}

/** PostgreSQL stores no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, keptBytes);
}
