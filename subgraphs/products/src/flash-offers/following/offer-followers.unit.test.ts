import { expect, it } from 'vitest';
import type { FlashOffer } from '../rules/flash-offer.ts';
import { OfferFollowers } from './offer-followers.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 2, hour));
const offer: FlashOffer = {
  ...{ id: 'offer', variantId: 'mug', currency: 'EUR', amountMinor: 500, startsAt: at(10), endsAt: at(12) },
  ...{
    budget: 100,
    limitPerCustomer: null,
    reserved: 0,
    sold: 0,
    endedAt: null,
    version: 1,
    isQueued: false,
    drawSeed: null,
    createdAt: at(8),
  },
};

it('tells how an offer is, then what shows, and that it is over; who reads slowly is told of the latest alone', async () => {
  let [present, hour, reads]: [FlashOffer[], number, number] = [[offer], 9, 0];
  const read = () => {
    reads += 1;
    return Promise.resolve(present);
  };
  const followers = new OfferFollowers(read, () => at(hour));
  await followers.look();
  expect(reads).toBe(0); // nobody follows any
  const events = followers.follow(offer)[Symbol.asyncIterator]();
  expect(await events.next()).toMatchObject({ value: { offer: { reserved: 0 } } });

  const begun = events.next();
  await followers.look(); // shows nothing new
  hour = 10;
  await followers.look();
  expect(await begun).toMatchObject({ value: { variantId: 'mug', offer: { reserved: 0 } } });

  present = [{ ...offer, reserved: 40 }];
  await followers.look();
  present = [{ ...offer, reserved: 0, sold: 70 }];
  await followers.look();
  expect(await events.next()).toMatchObject({ value: { offer: { sold: 70 } } });

  present = [];
  await followers.look();
  expect(await events.next()).toEqual({ done: false, value: { variantId: 'mug', offer: null } });
  await events.return?.();
  const before = reads;
  await followers.look();
  expect(reads).toBe(before);
});
