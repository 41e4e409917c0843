import { type PrismaDatabase } from '@cartwright/testing';
import type { Transaction } from '@cartwright/database';
import { createMessaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../generated/tables.ts';
import { riskRules } from '../../fraud/door.ts';
import { createSimulatorProvider } from '../../provider/door.ts';
import { chargingDependencies } from '../charging-dependencies.ts';
import { publishes } from '../events.ts';
import { authorizePayments } from './authorize-payments.ts';
import { cancelPayments } from './cancel-payments.ts';
import { capturePayments } from './capture-payments.ts';
import { claimDuePayments } from './claim-due-payments.ts';
import type { Dependencies } from './dependencies.ts';
import { createPursuits } from './pursuits.ts';

const beganAt = Date.UTC(2026, 0, 2, 10);
const stack = new AsyncDisposableStack();
let nowMs: number;
let database: PrismaDatabase<Tables, PrismaClient>;
let dependencies: Dependencies;

beforeAll(async () => {
  const open = stack.use(await openTestDatabase());
  database = open.database;
  const logger = createLogger({ name: 'payments', level: 'silent' });
  const natsUrl = 'nats://127.0.0.1:9';
  const messaging = createMessaging<Transaction<Tables>>({
    ...{ domain: 'payments', database, databaseUrl: open.url, natsUrl, logger, publishes, consumes: [] },
  });
  const provider = createSimulatorProvider({ url: 'http://127.0.0.1:9', webhookSecrets: ['a secret'] });
  stack.defer(() => provider.close());
  const config = { PAYMENT_RISK_RULES: riskRules.parse(undefined) };
  const parts = { config, database, messaging, logger, now: () => new Date(nowMs), newId: uuidv7 };
  dependencies = chargingDependencies(parts, provider);
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  nowMs = beganAt;
  await database.prisma.payment.deleteMany();
});

/** Which payments are due so long after the beginning; looking changes nothing. */
const dueAfter = async (ms: number): Promise<string[]> => {
  const nextAttemptAt = { lte: new Date(beganAt + ms) };
  const rows = await database.prisma.payment.findMany({ where: { nextAttemptAt } });
  return rows.map(({ id }) => id);
};

async function authorize(): Promise<{ paymentId: string; orderId: string }> {
  const [paymentId, orderId] = [uuidv7(), uuidv7()];
  const command = {
    ...{ paymentId, orderId, orderNumber: 'CW-100001', customerId: uuidv7(), email: 'buyer@example.com' },
    ...{ amountMinor: 1_250, taxMinor: 200, currency: 'EUR', paymentMethodToken: 'sim_ok' },
    ...{ returnUrl: null, payUntil: null },
  };
  const batch = { commands: [command], fingerprints: new Map() };
  await database.transaction((tx) => authorizePayments(dependencies, batch, tx));
  return { paymentId, orderId };
}

/** Pursues a payment once, where what is learnt of it cannot be stored. */
async function pursueInVain(paymentId: string): Promise<void> {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
  const pursuits = createPursuits({ ...dependencies, transact: () => Promise.reject(deadlock) });
  pursuits.start(await dependencies.queue.findPayments([paymentId]));
  await pursuits.settled();
}

describe('a payment whose pursuit fails', () => {
  it('is taken up again after a second, and later each time that it fails again', async () => {
    const { paymentId } = await authorize();
    await pursueInVain(paymentId);
    expect(await dueAfter(999)).toEqual([]);
    expect(await dueAfter(1_000)).toEqual([paymentId]);
    nowMs = beganAt + 1_000;
    await claimDuePayments(dependencies, 1);
    await pursueInVain(paymentId);
    expect(await dueAfter(2_999)).toEqual([]);
    expect(await dueAfter(3_000)).toEqual([paymentId]);
  });
});

describe('a payment whose process dies', () => {
  it('is taken over fifteen seconds after it was to be authorised', async () => {
    const { paymentId } = await authorize();
    expect(await dueAfter(14_999)).toEqual([]);
    expect(await dueAfter(15_000)).toEqual([paymentId]);
  });

  it('is taken over fifteen seconds after it was to be captured, or undone', async () => {
    const { paymentId, orderId } = await authorize();
    nowMs = beganAt + 40_000;
    const command = { paymentId, orderId, amountMinor: 1_250, isReviewed: false };
    const batch = { commands: [command], answers: new Map() };
    await database.transaction((tx) => capturePayments(dependencies, batch, tx));
    expect(await dueAfter(54_999)).toEqual([]);
    expect(await dueAfter(55_000)).toEqual([paymentId]);
    nowMs = beganAt + 80_000;
    await database.transaction((tx) => cancelPayments(dependencies, [{ paymentId, orderId }], tx));
    expect(await dueAfter(94_999)).toEqual([]);
    expect(await dueAfter(95_000)).toEqual([paymentId]);
  });

  it('is taken over fifteen seconds after a sweeper took it', async () => {
    const { paymentId } = await authorize();
    nowMs = beganAt + 20_000;
    expect(await claimDuePayments(dependencies, 5)).toMatchObject([{ id: paymentId }]);
    expect(await dueAfter(34_999)).toEqual([]);
    expect(await dueAfter(35_000)).toEqual([paymentId]);
  });
});
