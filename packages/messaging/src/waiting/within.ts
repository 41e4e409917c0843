import { pause } from './pause.ts';

/** What work gives, or undefined when it takes longer; it then goes on unheeded. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const limit = new AbortController();
  try {
    return await Promise.race([work, pause(ms, limit.signal).then(() => undefined)]);
  } finally {
    limit.abort();
  }
}
