import { paymentMethodsOffered, type OutgoingMessage } from '@cartwright/events';
import { expect, it } from 'vitest';
import { offering } from './offering.ts';

const minuteMs = 60_000;

function startOffering() {
  const state = { nowMs: Date.UTC(2026, 0, 2, 3, 4, 5), isDown: false, sent: [] as OutgoingMessage[] };
  const offer = offering({
    now: () => new Date(state.nowMs),
    tokenForms: ['sim_ok', 'pm_*'],
    transact: async (work) => {
      if (state.isDown) throw new Error('The database is down');
      return work(undefined as never, (message) => state.sent.push(message));
    },
  });
  return { state, offer };
}

it('announces the offer at once, and then every hour', async () => {
  const { state, offer } = startOffering();
  for (let minute = 0; minute < 121; minute += 1) {
    await offer();
    state.nowMs += minuteMs;
  }
  const tokenForms = ['sim_ok', 'pm_*'];
  expect(state.sent).toEqual(
    ['03', '04', '05'].map((hour) => ({
      contract: paymentMethodsOffered,
      data: { offeredAt: `2026-01-02T${hour}:04:05.000Z`, tokenForms },
    })),
  );
});

it('announces it with the next round when that was not possible', async () => {
  const { state, offer } = startOffering();
  state.isDown = true;
  await expect(offer()).rejects.toThrow('down');
  state.isDown = false;
  await offer();
  expect(state.sent).toHaveLength(1);
});
