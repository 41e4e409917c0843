import { changeLater, insertOnce, insertRows, type Rows } from '@cartwright/database';
import type { Insertable } from 'kysely';
import { requestUnderWay, type KeyReused, type KeyUse } from './key.ts';
import type { KeyStatements, KeyTables, KeyTransaction } from './key-tables.ts';

/** A change that is made once per key, within one transaction. */
export interface OnceChange<Outcome, Kept> {
  /** Makes the change, or refuses it. */
  readonly change: () => Promise<Outcome>;
  /** What to store of an outcome as JSON for idempotent replays; undefined for a refusal, which leaves the key unused. */
  readonly keep: (outcome: Outcome) => Kept | undefined;
  /** Answers a replay; undefined when the result no longer exists, so that the change is made again. */
  readonly replay: (kept: Kept) => Promise<Outcome | undefined>;
}

/** Several requests and when they are made. */
export interface KeyedRequests<Request> {
  /** Each for another owner. */
  readonly requests: readonly Request[];
  readonly useOf: (request: Request) => KeyUse;
  readonly now: Date;
}

/** Changes that are made together, each once per key. */
export interface OnceChanges<Request, Outcome, Kept> {
  /** Makes changes, or refuses them; aligned with the requests. */
  readonly change: (requests: readonly Request[]) => Promise<readonly Outcome[]>;
  readonly keep: OnceChange<Outcome, Kept>['keep'];
  readonly replay: (kept: Kept, request: Request) => Promise<Outcome | undefined>;
}

/**
 * Makes a change once per key, in the caller's transaction: a replay is answered from what was stored, another input under
 * the same key is `key-reused`. While another transaction holds the key, this one waits for its end.
 * @throws CONFLICT with `retryable` when the wait takes as long as a statement may take
 */
export async function once<Outcome, Kept>(
  tx: KeyTransaction,
  { use, now }: { readonly use: KeyUse; readonly now: Date },
  { change, keep, replay }: OnceChange<Outcome, Kept>,
): Promise<Outcome | KeyReused> {
  const requests = { requests: [use], useOf: (one: KeyUse) => one, now };
  const changes = { change: async () => [await change()], keep, replay };
  const [outcome] = await onceEach<KeyUse, Outcome, Kept>(tx, requests, changes);
  if (outcome === undefined) throw new RangeError('A change has no outcome');
  return outcome;
}

/** The same for several changes, aligned; what is done for all of them is done with one statement. */
export async function onceEach<Request, Outcome, Kept>(
  tx: KeyTransaction,
  { requests, useOf, now }: KeyedRequests<Request>,
  { change, keep, replay }: OnceChanges<Request, Outcome, Kept>,
): Promise<(Outcome | KeyReused)[]> {
  const claimed = await claim(tx, requests.map(useOf), now);
  const outcomes = new Map<Request, Outcome | KeyReused>();
  for (const [index, request] of requests.entries()) {
    if (claimed[index] === true) continue;
    const known = await find(tx, useOf(request));
    const outcome = known && (await answer(known, useOf(request), (kept) => replay(kept as Kept, request)));
    if (outcome !== undefined) outcomes.set(request, outcome);
  }
  const fresh = requests.filter((request) => !outcomes.has(request));
  const made = fresh.length > 0 ? await change(fresh) : [];
  const ended = fresh.map((request, index) => ({ use: useOf(request), kept: keep(made[index] as Outcome) }));
  await complete(
    tx,
    ended.filter(({ kept }) => kept !== undefined),
    now,
  );
  await giveUp(
    tx,
    ended.filter(({ kept }) => kept === undefined),
  );
  for (const [index, request] of fresh.entries()) outcomes.set(request, made[index] as Outcome);
  return requests.map((request) => outcomes.get(request) as Outcome | KeyReused);
}

interface KnownKey {
  readonly fingerprint: string;
  readonly result: unknown;
}

/** What a key that was used before is answered with; undefined when the change is to be made again. */
async function answer<Outcome>(
  { fingerprint, result }: KnownKey,
  use: KeyUse,
  replay: (result: unknown) => Promise<Outcome | undefined>,
): Promise<Outcome | KeyReused | undefined> {
  return fingerprint === use.fingerprint ? replay(result) : { kind: 'key-reused' };
}

/** Claims keys. Gives false for each that was used before; waits for the end of a transaction that is using one. */
async function claim(tx: KeyTransaction, uses: readonly KeyUse[], now: Date): Promise<boolean[]> {
  const used = new Set<KeyUse>();
  for (const use of uses) if (use.ownerIds.length > 1 && (await find(tx, use)) !== undefined) used.add(use);
  const rows = uses.flatMap((use) => (used.has(use) ? [] : [{ ...rowOf(use), createdAt: now }]));
  const [first, ...others] = rows.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  if (first === undefined) return uses.map(() => false);
  try {
    const inserted = await insertClaims(tx, [first, ...others]);
    const claimed = new Set(inserted.map(textOf));
    return uses.map((use) => !used.has(use) && claimed.has(textOf(rowOf(use))));
  } catch (error) {
    throw isTimeout(error) ? requestUnderWay() : error;
  }
}

type NewKey = Insertable<KeyTables['idempotencyKeys']>;

const insertClaims = insertOnce((tx: KeyStatements, claims: Rows<NewKey>) =>
  insertRows(tx, 'idempotencyKeys', claims)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['ownerId', 'operation', 'key']),
);

function rowOf({ ownerIds: [ownerId], operation, key, fingerprint }: KeyUse) {
  return { ownerId, operation, key, fingerprint };
}

function textOf({ ownerId, operation, key }: Omit<ReturnType<typeof rowOf>, 'fingerprint'>): string {
  return JSON.stringify([ownerId, operation, key]);
}

function find(db: KeyStatements, { ownerIds, operation, key }: KeyUse): Promise<KnownKey | undefined> {
  return db
    .selectFrom('idempotencyKeys')
    .select(['fingerprint', 'result'])
    .where('ownerId', 'in', ownerIds)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .executeTakeFirst();
}

interface EndedUse {
  readonly use: KeyUse;
  readonly kept: unknown;
}

async function complete(tx: KeyTransaction, ended: readonly EndedUse[], now: Date): Promise<void> {
  const rows = ended.map(({ use, kept }) => {
    return { ...rowOf(use), result: kept, completedAt: now, createdAt: now };
  });
  const [first, ...others] = rows;
  if (first === undefined) return;
  await changeLater(tx, upsertEnded.queryFor(tx, [first, ...others]));
}

const upsertEnded = insertOnce((tx: KeyStatements, ended: Rows<NewKey>) =>
  insertRows(tx, 'idempotencyKeys', ended).onConflict((conflict) =>
    conflict.columns(['ownerId', 'operation', 'key']).doUpdateSet((eb) => ({
      result: eb.ref('excluded.result'),
      completedAt: eb.ref('excluded.completedAt'),
    })),
  ),
);

async function giveUp(tx: KeyTransaction, ended: readonly EndedUse[]): Promise<void> {
  for (const { use } of ended) {
    const { ownerId, operation, key } = rowOf(use);
    await tx
      .deleteFrom('idempotencyKeys')
      .where('ownerId', '=', ownerId)
      .where('operation', '=', operation)
      .where('key', '=', key)
      .execute();
  }
}

/** `query_canceled`: the statement ran into its time limit while it waited for the other transaction. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
