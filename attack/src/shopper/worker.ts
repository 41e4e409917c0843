import { parentPort, workerData } from 'node:worker_threads';
import { visitorAt } from '../target/visitor.ts';
import { shoppingTrip } from './shopping-trip.ts';

const { url, address } = workerData as { readonly url: string; readonly address: string };
const port = parentPort;
if (port === null) throw new Error('This is the main module of a thread.');
const shopping = new AbortController();
port.once('message', () => {
  shopping.abort();
});
while (!shopping.signal.aborted) {
  try {
    await shoppingTrip(visitorAt(address, url), (sample) => port.postMessage(sample));
  } catch {
    // Told as a sample; the shopper comes back.
  }
}
port.close();
