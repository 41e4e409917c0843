import { get as getByHttp, type IncomingMessage } from 'node:http';
import { get as getByHttps } from 'node:https';
import { json } from 'node:stream/consumers';

/**
 * Reads JSON from somebody who may take long to answer; only the signal says how long. While `fetch` waits, Node looks twice a second
 * whether its own limit has passed.
 * @throws Error for any status but 200, and when the signal is aborted
 */
export async function awaitJson(url: URL, signal: AbortSignal): Promise<unknown> {
  const get = url.protocol === 'https:' ? getByHttps : getByHttp;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { signal }, resolve).on('error', reject);
  });
  if (response.statusCode === 200) return json(response);
  response.resume();
  throw new Error(`${url.host} answered ${response.statusCode}`);
}
