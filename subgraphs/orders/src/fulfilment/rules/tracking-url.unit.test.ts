import { expect, it } from 'vitest';
import { trackingUrlOf } from './tracking-url.ts';

it.each([
  ['DHL', 'https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=1%2F2'],
  ['dpd', 'https://tracking.dpd.de/status/en_US/parcel/1%2F2'],
  ['FedEx', 'https://www.fedex.com/fedextrack/?trknbr=1%2F2'],
  ['GLS', 'https://gls-group.com/track/1%2F2'],
  ['UPS', 'https://www.ups.com/track?tracknum=1%2F2'],
  ['USPS', 'https://tools.usps.com/go/TrackConfirmAction?tLabels=1%2F2'],
  ['Somebody', null],
])('%s shows a parcel at %s', (carrier, url) => {
  expect(trackingUrlOf(carrier, '1/2')).toBe(url);
  expect(trackingUrlOf(carrier, null)).toBeNull();
});
