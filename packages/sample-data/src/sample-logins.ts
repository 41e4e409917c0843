import type { SampleLogin } from './sample-types.ts';

/** The logins to try, documented on purpose. */
export const sampleLogins: readonly SampleLogin[] = [
  { email: 'shopper@example.com', password: 'let-me-shop-2026', role: 'CUSTOMER' },
  { email: 'staff@example.com', password: 'let-me-work-2026', role: 'STAFF' },
  { email: 'support@example.com', password: 'let-me-work-2026', role: 'STAFF' },
];
