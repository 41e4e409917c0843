import { startYardstick, type Yardstick } from './start-yardstick.ts';

/** Starts a server that is nothing but `node:http` and answers everything with the same bytes. */
export function startBareHttp(body: string): Promise<Yardstick> {
  return startYardstick(new URL('./bare-http-process.ts', import.meta.url), body);
}
