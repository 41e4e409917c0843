/** Where the carriers that are known here show a parcel; its number follows. */
const pages: ReadonlyMap<string, string> = new Map([
  ['dhl', 'https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id='],
  ['dpd', 'https://tracking.dpd.de/status/en_US/parcel/'],
  ['fedex', 'https://www.fedex.com/fedextrack/?trknbr='],
  ['gls', 'https://gls-group.com/track/'],
  ['ups', 'https://www.ups.com/track?tracknum='],
  ['usps', 'https://tools.usps.com/go/TrackConfirmAction?tLabels='],
]);

/** The carrier's page about a parcel; null when the carrier is not known here, or the parcel has no number. */
export function trackingUrlOf(carrier: string, trackingNumber: string | null): string | null {
  const page = pages.get(carrier.toLowerCase());
  return page === undefined || trackingNumber === null
    ? null
    : `${page}${encodeURIComponent(trackingNumber)}`;
}
