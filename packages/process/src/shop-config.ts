import { z } from 'zod';

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected a URL that starts with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''));

/** The variables that make it somebody's shop, for those who name it to people; spread it into a subgraph's own `z.object`. */
export const shopConfigShape = {
  SHOP_NAME: z.string().min(1).default('Cartwright'),
  /** Where customers shop. */
  SHOP_URL: httpUrl,
  SHOP_TIME_ZONE: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin').default('UTC'),
};

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
