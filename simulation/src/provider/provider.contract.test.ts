import { providerOver, type Ask } from '@cartwright/payments';
import { providerSuite } from '@cartwright/payments/suites';
import { describe } from 'vitest';
import { Process } from '../world/process.ts';
import { World } from '../world/world.ts';
import { Provider, type ProviderFaults } from './provider.ts';

const noFaults: ProviderFaults = {
  requestLoss: 0,
  requestDelay: 0,
  answerLoss: 0,
  serverError: 0,
  webhookLoss: 1, // nobody listens
  webhookTwice: 0,
  webhookDisorder: 0,
};
const tokens = {
  ok: 'sim_ok',
  declined: 'sim_declined',
  actionRequired: 'sim_action_required',
  captureDeclined: 'sim_capture_declined',
  late: 'sim_late_success',
  neverAnswers: 'never answers',
  failsOnce: 'fails once',
};

const world = new World('contract');
const faults = { ...noFaults };
const webhookSecret = 'a secret between the provider and payments';
const simulated = new Provider({ world, faults, webhookSecret, receivers: () => [] });
const ask = simulated.askFrom(new Process('payments', world));
const failed = new Set<string>();

/** Lets time pass until a request is answered or times out. Here a token chooses the faults that are random elsewhere. */
const askAndWait: Ask = async (method, path, call) => {
  const { token } = (call?.body ?? {}) as { token?: string };
  const key = call?.idempotencyKey ?? '';
  const isFailing = token === tokens.failsOnce && !failed.has(key);
  if (isFailing) failed.add(key);
  Object.assign(faults, {
    requestLoss: token === tokens.neverAnswers ? 1 : 0,
    serverError: isFailing ? 1 : 0,
  });
  let isOver = false;
  const answer = ask(method, path, call).finally(() => (isOver = true));
  answer.catch(() => undefined); // awaited below, once the world has advanced that far
  await world.run(() => isOver);
  return answer;
};

const provider = providerOver({
  ask: askAndWait,
  webhookSecrets: [webhookSecret],
  now: world.now,
  close: () => Promise.resolve(),
});

describe('the provider in the simulation', () => {
  const isPage = (redirectUrl: string): Promise<boolean> => {
    const reference = redirectUrl.split('/').at(-1) ?? '';
    return Promise.resolve(simulated.books.find(reference)?.state === 'action_required');
  };
  providerSuite(() => ({ provider, tokens, isPage }));
});
