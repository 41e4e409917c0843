import { z } from 'zod';

/** What Groonga's HTTP server is reached by. */
export interface GroongaOptions {
  /** Its address, with a name and a password where something before it asks for them. */
  readonly url: string;
  /** How long an answer may take. */
  readonly timeoutMs: number;
}

/** Sends one command. @returns its body @throws GroongaError, or what `fetch` throws, unless it succeeds */
export type SendToGroonga = (command: GroongaCommand) => Promise<unknown>;

/** One command, with its arguments. */
export interface GroongaCommand {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, string | number>>;
  /** Of `load`. */
  readonly records?: readonly object[];
  /** Instead of the usual time: to write takes longer than to search. */
  readonly timeoutMs?: number;
}

/** That Groonga refused something, or could not do it. */
export class GroongaError extends Error {
  override readonly name = 'GroongaError';
}

const answer = z.object({
  header: z.object({ return_code: z.int(), error: z.object({ message: z.string() }).optional() }),
  body: z.unknown(),
});

/** Speaks to Groonga over HTTP; reads nothing yet. */
export function groongaClient({ url, timeoutMs: usualMs }: GroongaOptions): SendToGroonga {
  const { base, headers } = addressOf(url);
  return async ({ name, arguments: given = {}, records, timeoutMs = usualMs }) => {
    const parameters = new URLSearchParams({ command_version: '3' });
    for (const [key, value] of Object.entries(given)) parameters.set(key, String(value));
    const response = await fetch(
      `${base}/d/${name}${records === undefined ? '' : `?${parameters.toString()}`}`,
      {
        method: 'POST',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { ...headers, 'content-type': records === undefined ? form : 'application/json' },
        body: records === undefined ? parameters.toString() : JSON.stringify(records),
      },
    );
    return bodyOf(name, response.status, await response.text());
  };
}

const form = 'application/x-www-form-urlencoded';
const mostOfAnswer = 500;

function bodyOf(name: string, status: number, text: string): unknown {
  const refusal = (message: string) =>
    new GroongaError(`${name}: ${status} ${message.slice(0, mostOfAnswer)}`);
  const read = answer.safeParse(jsonOf(text));
  if (!read.success) throw refusal(text);
  const { header, body } = read.data;
  if (header.return_code !== 0) throw refusal(header.error?.message ?? text);
  return body;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function addressOf(url: string): { readonly base: string; readonly headers: Record<string, string> } {
  const { origin, pathname, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers: Record<string, string> =
    username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  return { base: `${origin}${pathname.replace(/\/+$/, '')}`, headers };
}
