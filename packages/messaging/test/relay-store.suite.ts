import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { RelayStore } from '../src/relay/relay-store.ts';

/** A relay store under test, and the means to fill its outbox. */
export interface RelayStoreUnderTest extends AsyncDisposable {
  readonly relay: RelayStore;
  /** Writes messages of these ids to the outbox, each in a transaction of its own. */
  readonly send: (ids: readonly string[]) => Promise<void>;
}

type Open = () => Promise<RelayStoreUnderTest>;

/** The contract of every relay store; `open` gives an empty one. */
export function relayStoreSuite(open: Open): void {
  testUnpublished(open);
  testMarking(open);
  testStreams(open);
  testRepublishing(open);
}

const found = { stream: 'ORDERS', created: '2026-01-01T00:00:00Z', lastSeq: 0 };
const recreated = { ...found, created: '2026-02-02T00:00:00Z' };

/** Sends so many messages; their ids do not rise. */
async function send({ send: sendAll }: RelayStoreUnderTest, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7()).reverse();
  await sendAll(ids);
  return ids;
}

const unpublished = async ({ relay }: RelayStoreUnderTest): Promise<string[]> =>
  (await relay.unpublished(100)).map(({ id }) => id);

/** Marks messages as published at the sequences from 1. */
const publish = ({ relay }: RelayStoreUnderTest, ids: readonly string[]) =>
  relay.markPublished(
    found.stream,
    ids.map((id, index) => ({ id, seq: index + 1 })),
    ids.length,
  );

/** Sends and publishes so many messages on a stream that is known. */
async function sendPublished(test: RelayStoreUnderTest, count: number): Promise<string[]> {
  await test.relay.republishAbove(0, found);
  const ids = await send(test, count);
  await publish(test, ids);
  return ids;
}

function testUnpublished(open: Open): void {
  it('gives the oldest messages, in the order in which they were written', async () => {
    await using test = await open();
    const ids = await send(test, 3);
    expect(await unpublished(test)).toEqual(ids);
    expect(await test.relay.unpublished(2)).toMatchObject([
      { id: ids[0], drive: 0 },
      { id: ids[1], drive: 0 },
    ]);
  });
}

function testMarking(open: Open): void {
  it('what is marked is published, and nothing else', async () => {
    await using test = await open();
    const [first = '', ...others] = await send(test, 3);
    await test.relay.markPublished(found.stream, [{ id: first, seq: 1 }], 1);
    expect(await unpublished(test)).toEqual(others);
  });

  it('the highest sequence counts, in whatever order they come; the one before is returned', async () => {
    await using test = await open();
    await test.relay.republishAbove(0, found);
    expect(await test.relay.markPublished(found.stream, [], 7)).toBe(0);
    expect(await test.relay.markPublished(found.stream, [], 3)).toBe(7);
    expect(await test.relay.markPublished(found.stream, [], 8)).toBe(7);
    expect(await test.relay.knownStream(found.stream)).toMatchObject({ lastSeq: 8 });
  });

  it('a stream that is not known stays so', async () => {
    await using test = await open();
    const ids = await send(test, 1);
    expect(await publish(test, ids)).toBe(0);
    expect(await unpublished(test)).toEqual([]);
    expect(await test.relay.knownStream(found.stream)).toBeUndefined();
  });
}

function testStreams(open: Open): void {
  it('remembers a stream as it was found', async () => {
    await using test = await open();
    expect(await test.relay.knownStream(found.stream)).toBeUndefined();
    await test.relay.republishAbove(5, { ...found, lastSeq: 5 });
    const known = { ...found, lastSeq: 5, ackFloor: 0, durables: [] };
    expect(await test.relay.knownStream(found.stream)).toEqual(known);
    expect(await test.relay.knownStream('CARTS')).toBeUndefined();
  });

  it('records the ack floor and the durables, and leaves the last sequence', async () => {
    await using test = await open();
    await test.relay.republishAbove(0, found);
    await test.relay.markPublished(found.stream, [], 9);
    await test.relay.recordAckFloor({ ...found, lastSeq: 4, ackFloor: 4, durables: ['carts'] });
    const known = { ...found, lastSeq: 9, ackFloor: 4, durables: ['carts'] };
    expect(await test.relay.knownStream(found.stream)).toEqual(known);
  });

  it('records no ack floor of a stream that was recreated meanwhile, nor of one that is not known', async () => {
    await using test = await open();
    const recorded = { ackFloor: 3, durables: ['carts'] };
    await test.relay.recordAckFloor({ ...found, ...recorded });
    expect(await test.relay.knownStream(found.stream)).toBeUndefined();
    await test.relay.republishAbove(0, recreated);
    await test.relay.recordAckFloor({ ...found, ...recorded });
    expect(await test.relay.knownStream(found.stream)).toMatchObject({ ackFloor: 0, durables: [] });
  });

  it('lowers the ack floor to what a stream has kept, and never raises it', async () => {
    await using test = await open();
    await test.relay.republishAbove(0, found);
    await test.relay.recordAckFloor({ ...found, ackFloor: 9, durables: ['carts'] });
    await test.relay.republishAbove(4, { ...found, lastSeq: 4 });
    const known = { ...found, lastSeq: 4, ackFloor: 4, durables: ['carts'] };
    expect(await test.relay.knownStream(found.stream)).toEqual(known);
    await test.relay.republishAbove(6, { ...found, lastSeq: 6 });
    expect(await test.relay.knownStream(found.stream)).toMatchObject({ ackFloor: 4, lastSeq: 6 });
  });
}

function testRepublishing(open: Open): void {
  it('republishes what lay above what the stream kept, and only that', async () => {
    await using test = await open();
    const [, , third] = await sendPublished(test, 3);
    expect(await test.relay.republishAbove(2, { ...found, lastSeq: 2 })).toBe(1);
    expect(await test.relay.unpublished(100)).toMatchObject([{ id: third, drive: 1 }]);
    // The stream is the same one: nothing was withheld.
    await test.relay.republishWithheld();
    expect(await unpublished(test)).toEqual([third]);
  });

  it('republishes what lay between two sequences', async () => {
    await using test = await open();
    const [, second] = await sendPublished(test, 3);
    await test.relay.republishBetween(1, 3);
    expect(await test.relay.unpublished(100)).toMatchObject([{ id: second, drive: 1 }]);
  });

  it('leaves what was never published as it is', async () => {
    await using test = await open();
    const [first] = await sendPublished(test, 1);
    const [waiting] = await send(test, 1);
    expect(await test.relay.republishAbove(0, recreated)).toBe(1);
    await test.relay.republishWithheld();
    expect(await test.relay.unpublished(100)).toMatchObject([
      { id: first, drive: 1 },
      { id: waiting, drive: 0 },
    ]);
  });

  it('starts a recreated stream with ack floor 0, and with the durables that were seen', async () => {
    await using test = await open();
    await test.relay.republishAbove(0, found);
    await test.relay.recordAckFloor({ ...found, ackFloor: 2, durables: ['carts'] });
    await test.relay.republishAbove(2, recreated);
    const known = { ...recreated, ackFloor: 0, durables: ['carts'] };
    expect(await test.relay.knownStream(found.stream)).toEqual(known);
  });

  it('withholds what lay below when a stream is recreated, until it is asked for', async () => {
    await using test = await open();
    const [first, second, third] = await sendPublished(test, 3);
    expect(await test.relay.republishAbove(2, recreated)).toBe(1);
    expect(await test.relay.unpublished(100)).toMatchObject([{ id: third, drive: 1 }]);
    await publish(test, [third ?? '']);
    await test.relay.republishWithheld();
    expect(await test.relay.unpublished(100)).toMatchObject([
      { id: first, drive: 1 },
      { id: second, drive: 1 },
    ]);
  });

  it('withholds nothing when the stream was not known', async () => {
    await using test = await open();
    await publish(test, await send(test, 2));
    expect(await test.relay.republishAbove(2, { ...found, lastSeq: 2 })).toBe(0);
    await test.relay.republishWithheld();
    expect(await unpublished(test)).toEqual([]);
  });
}
