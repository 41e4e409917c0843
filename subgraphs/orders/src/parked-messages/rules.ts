/** Where a parked message stands, as staff see it. */
export type ParkedMessageState = 'PARKED' | 'REPLAYING' | 'DISCARDING' | 'RESOLVED';

/** How a parked message was closed. */
export type ParkedMessageResolution = 'REPLAYED' | 'DISCARDED' | 'UNKNOWN';
