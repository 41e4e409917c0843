import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { visitorAt } from '../target/visitor.ts';
import { shoppingTrip } from './shopping-trip.ts';

const { url, network } = workerData as { readonly url: string; readonly network: string };
const port = parentPort;
if (port === null) throw new Error('This is the main module of a thread.');
const pauseMs = 200;
const shopping = new AbortController();
port.once('message', () => {
  shopping.abort();
});
// As many people, each somewhere else: one address has not as many requests as somebody who never pauses.
for (let trip = 0; !shopping.signal.aborted; trip += 1) {
  try {
    await shoppingTrip(visitorAt(`${network}.${trip % 250}.9`, url), (sample) => port.postMessage(sample));
  } catch {
    await setTimeout(pauseMs); // told as a sample; the shopper comes back
  }
}
port.close();
