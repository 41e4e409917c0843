import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { refusedWith } from '../target/finding.ts';
import { findVariant, must } from '../target/people.ts';
import { orderInReview } from '../target/orders.ts';
import { sendCode, sendPassword, staffOf } from '../target/staff.ts';
import { until } from '../target/until.ts';

const support = 'support@example.com';
const hiddenReviews = '{ result: hiddenReviews(first: 1) { totalCount } }';
const setPrice = (variantId: string): string => `mutation { variantPriceUpdate(input: {
  variantId: "${variantId}", price: { amount: "0.01", currencyCode: EUR } }) { __typename } }`;
const forbidden = ['UNAUTHENTICATED', 'FORBIDDEN'];

interface MadeKey {
  readonly secret: string;
  readonly apiKey: { readonly id: string };
}
const makeKey = `mutation { result: apiKeyCreate(input: { name: "${randomUUID()}", permissions: [REVIEWS_MODERATE] }) {
  ... on ApiKeyCreateSuccess { secret apiKey { id } } } }`;

const keyAttacks: readonly Attack[] = [
  {
    name: 'does with the key of a machine what the key is not for',
    threat: 'API5',
    transport: 'HTTP',
    expected: 'FORBIDDEN',
    run: async (target) => {
      const { secret } = await must<MadeKey>(await staffOf(target), makeKey);
      const machine = target.newVisitor().as(secret);
      await must(machine, hiddenReviews);
      const { id } = await findVariant(machine);
      return refusedWith(
        ['FORBIDDEN'],
        await machine.ask(setPrice(id)),
        await machine.ask('{ apiKeys { totalCount } }'),
      );
    },
  },
  {
    name: 'changes a character of the key of a machine',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'it speaks for nobody',
    run: async (target) => {
      const { secret } = await must<MadeKey>(await staffOf(target), makeKey);
      const changed = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
      return refusedWith(forbidden, await target.newVisitor().as(changed).ask(hiddenReviews));
    },
  },
  {
    name: 'uses the key of a machine after it was revoked',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'refused within seconds',
    run: async (target) => {
      const staff = await staffOf(target);
      const { secret, apiKey } = await must<MadeKey>(staff, makeKey);
      const machine = target.newVisitor().as(secret);
      await must(machine, hiddenReviews);
      await must(staff, `mutation { result: apiKeyRevoke(input: { id: "${apiKey.id}" }) { __typename } }`);
      const startedAt = performance.now();
      let finding = refusedWith(forbidden, await machine.ask(hiddenReviews));
      while (!finding.held && performance.now() - startedAt < 5_000)
        finding = refusedWith(forbidden, await machine.ask(hiddenReviews));
      return finding;
    },
  },
];

const roleAttacks: readonly Attack[] = [
  {
    name: 'sets a price and gives roles as support, which may neither',
    threat: 'API5',
    transport: 'HTTP',
    expected: 'FORBIDDEN',
    run: async (target) => {
      const member = await staffOf(target, support);
      await must(member, hiddenReviews);
      const { id } = await findVariant(member);
      const giveRole =
        'mutation { staffRoleCreate(input: { name: "all", permissions: [PRICES_MANAGE] }) { __typename } }';
      return refusedWith(
        ['FORBIDDEN'],
        await member.ask(setPrice(id)),
        await member.ask(giveRole),
        await member.ask(makeKey),
      );
    },
  },
];

interface Refusals {
  readonly nodes: readonly {
    readonly operation: string;
    readonly outcome: string;
    readonly staff: { readonly id: string } | null;
  }[];
}

const refusedActions: Attack = {
  name: 'tries as support what it may not, and leaves no trace',
  threat: 'API5',
  transport: 'HTTP',
  expected: 'a line in the trail with who, and what was refused',
  run: async (target) => {
    const member = await staffOf(target, support);
    const { id } = await must<{ readonly id: string }>(member, '{ result: me { id } }');
    await member.ask(setPrice((await findVariant(member)).id));
    const staff = await staffOf(target);
    const look = () =>
      must<Refusals>(
        staff,
        'query ($staff: ID) { result: staffActions(first: 20, filters: { staff: $staff }) { nodes { operation outcome staff { id } } } }',
        { staff: id },
      );
    const isThere = ({ nodes }: Refusals): boolean =>
      nodes.some(
        (one) => one.operation === 'variantPriceUpdate' && one.outcome === 'REFUSED' && one.staff?.id === id,
      );
    const held = isThere(await until(look, isThere, 10_000));
    return { held, got: held ? 'it is there' : 'nothing' };
  },
};

const approve = (orderId: string): string =>
  `mutation { result: paymentReviewApprove(input: { orderId: "${orderId}", reason: "It is mine." }) { __typename } }`;

const approvals: Attack = {
  name: 'approves a payment that waits for staff, as its buyer and as support',
  threat: 'API5',
  transport: 'HTTP',
  expected: 'FORBIDDEN, and it waits on',
  run: async (target) => {
    const { buyer, id } = await orderInReview(target);
    const finding = refusedWith(
      forbidden,
      await target.newVisitor().ask(approve(id)),
      await buyer.ask(approve(id)),
      await (await staffOf(target, support)).ask(approve(id)),
    );
    const { paymentStatus } = await must<{ readonly paymentStatus: string }>(
      buyer,
      `{ result: order(id: "${id}") { paymentStatus } }`,
    );
    return { held: finding.held && paymentStatus === 'IN_REVIEW', got: `${finding.got}; ${paymentStatus}` };
  },
};

/** Fewer than one sign-in takes. */
const guessesPerChallenge = 4;

const factorAttacks: readonly Attack[] = [
  {
    name: 'has the password of staff and not their second factor',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'no session',
    run: async ({ store, newVisitor }) => {
      const { __typename, tokens } = await sendPassword(newVisitor(), support, store.staff.password);
      return {
        held: tokens === undefined && __typename === 'SecondFactorRequiredError',
        got: String(__typename),
      };
    },
  },
  {
    name: 'uses a one-time code a second time',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'no session',
    run: async (target) => {
      const { store, newVisitor } = target;
      await staffOf(target, support);
      const code = await store.staffCode();
      const got = [];
      for (let time = 0; time < 2; time += 1) {
        const { challenge } = await sendPassword(newVisitor(), support, store.staff.password);
        got.push(String((await sendCode(newVisitor(), challenge, code)).__typename));
      }
      return { held: got[1] === 'SecondFactorWrongError', got: got.join(', then ') };
    },
  },
  {
    name: 'guesses one-time codes',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'no more than ten an hour are looked at',
    run: async ({ store, newVisitor }) => {
      let challenge: string | undefined;
      let wrong = 0;
      for (let guess = 0; guess < 20; guess += 1) {
        if (guess % guessesPerChallenge === 0)
          ({ challenge } = await sendPassword(newVisitor(), support, store.staff.password));
        const { __typename } = await sendCode(newVisitor(), challenge, String(100_000 + guess));
        if (__typename === 'SecondFactorWrongError') wrong += 1;
      }
      return { held: wrong <= 10, got: `${wrong} of 20` };
    },
  },
];

/** Staff, their second factor, and the keys of machines. */
export const staffAttacks: readonly Attack[] = [
  ...keyAttacks,
  ...roleAttacks,
  refusedActions,
  approvals,
  ...factorAttacks,
];
