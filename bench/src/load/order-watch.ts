import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

/** Sees orders come to their end in the database: one look for all who wait, and none of it goes through the store. */
export class OrderWatch {
  readonly #client: Client;
  readonly #lookEachMs: number;
  readonly #waiting = new Map<string, (status: string) => void>();
  #isLooking = false;
  /** How many looks there were. */
  looks = 0;

  private constructor(client: Client, lookEachMs: number) {
    this.#client = client;
    this.#lookEachMs = lookEachMs;
  }

  static async open(connectionString: string, lookEachMs: number): Promise<OrderWatch> {
    const client = new Client({ connectionString });
    await client.connect();
    return new OrderWatch(client, lookEachMs);
  }

  /** @returns the status in which an order's checkout ended, or in which it waits for somebody */
  async ended(orderId: string): Promise<string> {
    const ended = new Promise<string>((resolve) => this.#waiting.set(orderId, resolve));
    if (!this.#isLooking) void this.#look();
    return ended;
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#waiting.size > 0) {
      await setTimeout(this.#lookEachMs);
      await this.#lookOnce();
    }
    this.#isLooking = false;
  }

  async #lookOnce(): Promise<void> {
    this.looks += 1;
    const { rows } = await this.#client.query<{ readonly id: string; readonly status: string }>({
      name: 'ended',
      text: `SELECT id, CASE payment WHEN 'in-review' THEN 'IN_REVIEW' ELSE status END AS status FROM orders
        WHERE id = ANY($1::uuid[]) AND (status NOT IN ('CREATED', 'PENDING') OR payment IN ('in-review', 'declined'))`,
      values: [[...this.#waiting.keys()]],
    });
    for (const { id, status } of rows) {
      this.#waiting.get(id)?.(status);
      this.#waiting.delete(id);
    }
  }
}
