import { expect, it } from 'vitest';
import type { VatIdStatus } from './tax-identity.ts';
import { whyExempt, type Buyer } from './why-exempt.ts';

const now = new Date('2026-11-29T12:00:00.000Z');
interface Wanted {
  readonly vatId?: string;
  readonly status?: VatIdStatus;
  readonly to?: string | null;
  readonly region?: string | null;
  readonly from?: string | null;
  readonly trustsFormat?: boolean;
}
const buyer = ({ vatId = 'ATU12011204', status = 'CONFIRMED', ...more }: Wanted): Buyer => ({
  exemption: null,
  identity: { vatId, company: null, status, checkedAt: null },
  place: { countryCode: more.to === undefined ? 'AT' : more.to, region: more.region ?? null, now },
  shop: {
    shopCountry: more.from === undefined ? 'DE' : more.from,
    trustsFormat: more.trustsFormat ?? false,
  },
});

it.each<[string, Wanted, 'REVERSE_CHARGE' | null]>([
  ['a business of another member state, to another member state', {}, 'REVERSE_CHARGE'],
  ['registered in one, delivered to another', { to: 'FR' }, 'REVERSE_CHARGE'],
  ['Greek numbers begin with EL', { vatId: 'EL094259216', to: 'GR' }, 'REVERSE_CHARGE'],
  ['Northern Ireland', { vatId: 'XI980780684', to: 'GB', region: 'NIR' }, 'REVERSE_CHARGE'],
  ['Great Britain', { vatId: 'GB980780684', to: 'GB' }, null],
  ['a business of Northern Ireland in Great Britain', { vatId: 'XI980780684', to: 'GB' }, null],
  ['the shop’s own country', { vatId: 'DE136695976', to: 'DE' }, null],
  ['a business of the shop’s country, abroad', { vatId: 'DE136695976' }, null],
  ['delivered in the shop’s country', { to: 'DE' }, null],
  ['delivered out of the Union', { to: 'CH' }, null],
  ['the place is not known', { to: null }, null],
  ['the register does not know it', { status: 'UNKNOWN' }, null],
  [
    'the register does not know it, and the format is trusted',
    { status: 'UNKNOWN', trustsFormat: true },
    null,
  ],
  ['the register is away', { status: 'UNCHECKED' }, null],
  [
    'the register is away, and the format is trusted',
    { status: 'UNCHECKED', trustsFormat: true },
    'REVERSE_CHARGE',
  ],
  ['a shop that has not said where it is', { from: null }, null],
  ['a shop out of the Union', { from: 'CH' }, null],
])('%s', (_what, wanted, why) => {
  expect(whyExempt(buyer(wanted))).toBe(why);
});

it('lets those be exempt of whom staff say so, until then', () => {
  const exempt = (until: Date | null, wanted: Wanted = { to: 'DE' }) =>
    whyExempt({ ...buyer(wanted), exemption: { until } });
  expect(exempt(null)).toBe('CUSTOMER_EXEMPT');
  expect(exempt(new Date(now.getTime() + 1))).toBe('CUSTOMER_EXEMPT');
  expect(exempt(now)).toBeNull();
  expect(exempt(now, {})).toBe('REVERSE_CHARGE');
  expect(whyExempt({ ...buyer({}), identity: null })).toBeNull();
});
