import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { MessageStore, OutboxRow, ParkedRow } from '../src/store/message-store.ts';
import type { SqlTransaction } from '../src/store/sql.ts';

/** A message store under test, and what a test needs to see beside it. */
export interface MessageStoreUnderTest extends AsyncDisposable {
  readonly store: MessageStore;
  readonly transaction: <R>(work: (tx: SqlTransaction) => Promise<R>) => Promise<R>;
  /** For reading outside of transactions. */
  readonly statements: SqlTransaction;
  /** The outbox in the order in which it was written. */
  readonly outbox: () => Promise<readonly OutboxRow[]>;
  readonly parked: () => Promise<readonly ParkedRow[]>;
}

type Open = () => Promise<MessageStoreUnderTest>;

/** The contract of every message store; `open` gives an empty one. */
export function messageStoreSuite(open: Open): void {
  testClaims(open);
  testClaimsAtOnce(open);
  testLastClaims(open);
  testReplies(open);
  testOutbox(open);
  testParking(open);
}

const type = 'jobs.do-work.v1';
const toClaim = (business_id: string, ofType = type) => ({
  type: ofType,
  business_id,
  message_id: uuidv7(),
});

const claimIn = async ({ store }: MessageStoreUnderTest, tx: SqlTransaction, ...ids: string[]) => {
  const claimed = await store.claim(
    tx,
    ids.map((id) => toClaim(id)),
  );
  return claimed.map(({ business_id }) => business_id);
};
const claim = (test: MessageStoreUnderTest, ...ids: string[]) =>
  test.transaction((tx) => claimIn(test, tx, ...ids));
const find = ({ store, statements }: MessageStoreUnderTest, business_id: string, ofType = type) =>
  store.find(statements, [{ type: ofType, business_id }]);

const changedMind = new TypeError('changed my mind');

/** Runs work in a transaction that is then rolled back. */
async function rollBack(
  test: MessageStoreUnderTest,
  work: (tx: SqlTransaction) => Promise<unknown>,
): Promise<void> {
  const failed = test.transaction(async (tx) => {
    await work(tx);
    throw changedMind;
  });
  await expect(failed).rejects.toBe(changedMind);
}

function testClaims(open: Open): void {
  it('a message is claimed once', async () => {
    await using test = await open();
    expect((await claim(test, 'one', 'two')).toSorted()).toEqual(['one', 'two']);
    expect(await claim(test, 'two', 'three')).toEqual(['three']);
    expect(await claim(test, 'one')).toEqual([]);
  });

  it('messages of two types are two, whatever their business ids', async () => {
    await using test = await open();
    await claim(test, 'both');
    expect(await find(test, 'both', 'jobs.rest.v1')).toEqual([]);
    const both = [toClaim('both', 'jobs.rest.v1'), toClaim('both')];
    expect(await test.transaction((tx) => test.store.claim(tx, both))).toEqual([
      { type: 'jobs.rest.v1', business_id: 'both' },
    ]);
    expect(await find(test, 'both')).toHaveLength(1);
  });

  it('a claim that is rolled back leaves the message to the next', async () => {
    await using test = await open();
    await rollBack(test, (tx) => claimIn(test, tx, 'one'));
    expect(await find(test, 'one')).toEqual([]);
    expect(await claim(test, 'one')).toEqual(['one']);
  });
}

/** Claims, and gives others who do not wait for that claim the time to end before this does. */
function claimMeanwhile(test: MessageStoreUnderTest, ...ids: string[]) {
  let isDone = false;
  const claimed = claim(test, ...ids).finally(() => (isDone = true));
  claimed.catch(() => undefined);
  const isWaiting = async (): Promise<boolean> => {
    for (let round = 0; round < 5; round += 1) await claim(test, `unrelated ${uuidv7()}`);
    return !isDone;
  };
  return { claimed, isWaiting };
}

function testClaimsAtOnce(open: Open): void {
  it('the second of two that claim a message at once waits for the first, and then finds a duplicate', async () => {
    await using test = await open();
    const second = await test.transaction(async (tx) => {
      expect(await claimIn(test, tx, 'contested')).toEqual(['contested']);
      const other = claimMeanwhile(test, 'contested');
      expect(await other.isWaiting()).toBe(true);
      return other;
    });
    expect(await second.claimed).toEqual([]);
  });

  it('the second of two that claim a message at once gets it when the first is rolled back', async () => {
    await using test = await open();
    let second: ReturnType<typeof claimMeanwhile> | undefined;
    await rollBack(test, async (tx) => {
      await claimIn(test, tx, 'contested');
      second = claimMeanwhile(test, 'contested');
      expect(await second.isWaiting()).toBe(true);
    });
    expect(await second?.claimed).toEqual(['contested']);
  });

  it('two that claim the same messages in opposite orders do not block each other', async () => {
    await using test = await open();
    const claims = await test.transaction(async (tx) => {
      await claimIn(test, tx, 'b');
      const both = [claimMeanwhile(test, 'c', 'b', 'a'), claimMeanwhile(test, 'a', 'b', 'c')];
      for (const { isWaiting } of both) expect(await isWaiting()).toBe(true);
      return both;
    });
    const claimed = await Promise.all(claims.map((one) => one.claimed));
    expect(claimed.flat().toSorted()).toEqual(['a', 'c']);
  });
}

function testLastClaims(open: Open): void {
  const claimLast = (test: MessageStoreUnderTest, ...ids: string[]) =>
    test.transaction((tx) =>
      test.store.claimLast(
        tx,
        ids.map((id) => toClaim(id)),
      ),
    );

  it('what is claimed last is claimed', async () => {
    await using test = await open();
    await claimLast(test, 'one', 'two');
    expect(await claim(test, 'two', 'three')).toEqual(['three']);
  });

  it('what is claimed last keeps its reply, if it has one', async () => {
    await using test = await open();
    const kept = [reply('answer')];
    await test.transaction((tx) =>
      test.store.claimLast(tx, [{ ...toClaim('answered'), reply: kept }, toClaim('silent')]),
    );
    const find = (id: string) => test.transaction((tx) => test.store.find(tx, [{ type, business_id: id }]));
    expect(await find('answered')).toMatchObject([{ reply: kept }]);
    expect(await find('silent')).toMatchObject([{ reply: null }]);
  });

  it('a transaction whose message was handled before says so, and claims none of its messages', async () => {
    await using test = await open();
    await claim(test, 'one');
    const error = await claimLast(test, 'two', 'one').catch((reason: unknown) => reason);
    expect(test.store.isClaimed(error)).toBe(true);
    expect(test.store.isClaimed(changedMind)).toBe(false);
    expect(await claim(test, 'two')).toEqual(['two']);
  });
}

const reply = (businessId: string) => ({
  type: 'jobs.work-done.v1',
  key: 'one',
  businessId,
  data: { is: 1 },
});

function testReplies(open: Open): void {
  it('finds what was handled, with the replies that were kept', async () => {
    await using test = await open();
    await test.transaction(async (tx) => {
      await claimIn(test, tx, 'answered', 'silent');
      const kept = [{ type, business_id: 'answered', reply: [reply('answer')] }];
      await test.store.write(tx, [rowOf('answer')], kept);
    });
    expect(await find(test, 'answered')).toMatchObject([{ reply: [reply('answer')] }]);
    expect(await find(test, 'silent')).toMatchObject([{ reply: null }]);
    expect(await find(test, 'unheard of')).toEqual([]);
    const keys = ['silent', 'unheard of', 'answered'].map((business_id) => ({ type, business_id }));
    expect(await test.store.find(test.statements, keys)).toHaveLength(2);
  });

  it('finds it within the transaction too', async () => {
    await using test = await open();
    await claim(test, 'before');
    await test.transaction(async (tx) => {
      await claimIn(test, tx, 'now');
      const keys = ['before', 'now'].map((business_id) => ({ type, business_id }));
      expect(await test.store.find(tx, keys)).toHaveLength(2);
      expect(await find(test, 'now')).toEqual([]);
    });
  });

  it('keeps a reply only with the message that it answers', async () => {
    await using test = await open();
    await claim(test, 'other');
    const kept = [{ type, business_id: 'never claimed', reply: [reply('answer')] }];
    await test.transaction((tx) => test.store.write(tx, [rowOf('answer')], kept));
    expect(await find(test, 'never claimed')).toEqual([]);
    expect(await find(test, 'other')).toMatchObject([{ reply: null }]);
  });
}

function rowOf(business_id: string, text = ''): OutboxRow {
  const id = uuidv7();
  const envelope = { id, data: { text } };
  return { id, type, subject: `from.jobs.${type}.one`, key: 'one', business_id, envelope, traceparent: null };
}

function testOutbox(open: Open): void {
  it('holds what was written, in that order', async () => {
    await using test = await open();
    const rows = [rowOf('one'), { ...rowOf('two'), traceparent: 'trace' }, rowOf('three')].reverse();
    await test.transaction((tx) => test.store.write(tx, rows.slice(0, 2), []));
    await test.transaction((tx) => test.store.write(tx, rows.slice(2), []));
    expect(await test.outbox()).toMatchObject(rows);
  });

  it('holds nothing of a transaction that is rolled back', async () => {
    await using test = await open();
    await claim(test, 'asked');
    const kept = [{ type, business_id: 'asked', reply: [reply('one')] }];
    await rollBack(test, (tx) => test.store.write(tx, [rowOf('one')], kept));
    expect(await test.outbox()).toEqual([]);
    expect(await find(test, 'asked')).toMatchObject([{ reply: null }]);
  });

  // Three bytes each in UTF-8.
  const euros = (count: number) => '€'.repeat(count);

  it('refuses a message that is too large for NATS, and those with it', async () => {
    await using test = await open();
    await test.transaction(async (tx) => {
      const rows = [rowOf('small'), rowOf('large', euros(300_000))];
      await expect(test.store.write(tx, rows, [])).rejects.toThrow(RangeError);
    });
    expect(await test.outbox()).toEqual([]);
  });

  it('takes messages that are too large only together', async () => {
    await using test = await open();
    const rows = [rowOf('one', euros(200_000)), rowOf('two', euros(200_000))];
    await test.transaction((tx) => test.store.write(tx, rows, []));
    expect(await test.outbox()).toHaveLength(2);
  });
}

function toPark(consumer: string, business_id: string): ParkedRow {
  const envelope = { id: business_id };
  return { id: uuidv7(), consumer, type, business_id, envelope, reason: 'broken', attempts: 3 };
}

function testParking(open: Open): void {
  const park = (test: MessageStoreUnderTest, row: ParkedRow) =>
    test.transaction((tx) => test.store.park(tx, row));

  it('parks a message once for each of its consumers', async () => {
    await using test = await open();
    const rows = [toPark('carts', 'one'), toPark('orders', 'one'), toPark('carts', 'two')];
    for (const row of rows) expect(await park(test, row)).toBe(true);
    expect(await park(test, toPark('carts', 'one'))).toBe(false);
    const parked = (await test.parked()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(parked).toMatchObject(rows);
  });

  it('parks nothing in a transaction that is rolled back', async () => {
    await using test = await open();
    await rollBack(test, (tx) => test.store.park(tx, toPark('carts', 'one')));
    expect(await test.parked()).toEqual([]);
    expect(await park(test, toPark('carts', 'one'))).toBe(true);
  });

  it('of several that park a message at once one does', async () => {
    await using test = await open();
    const parked = await Promise.all([1, 2, 3].map(() => park(test, toPark('carts', 'one'))));
    expect(parked.toSorted()).toEqual([false, false, true]);
    expect(await test.parked()).toHaveLength(1);
  });
}
