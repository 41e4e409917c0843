import type { SampleLogin } from './sample-types.ts';

const customerPassword = 'let-me-shop-2026';
const staffPassword = 'let-me-work-2026';

/** Every sample customer's password. */
export const sampleCustomerPassword = customerPassword;

/** The logins to try, documented on purpose. */
export const sampleLogins: readonly SampleLogin[] = [
  { email: 'shopper@example.com', password: customerPassword, role: 'CUSTOMER' },
  { email: 'staff@example.com', password: staffPassword, role: 'STAFF', staffRole: 'Owner' },
  { email: 'support@example.com', password: staffPassword, role: 'STAFF', staffRole: 'Support' },
];
