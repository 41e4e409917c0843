import { baseConfigShape, key } from '@cartwright/process';
import { z } from 'zod';
import { isAppScheme, isOrigin } from './checkout/rules/return-url.ts';

const urls = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: 'expected http:// URLs, separated by commas' })).min(1));

const list = (isItem: (text: string) => boolean, error: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((items) => items.every(isItem), error);

/** The environment of orders. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** Base URLs of carts' replicas. */
  CARTS_URL: urls,
  /** The key that requests to carts are signed with. */
  CARTS_KEY: key,
  /** With what the tokens of mailed links are sealed on their way to notifications. */
  NOTIFICATIONS_SEAL_KEY: key,
  /** After how long an unanswered command of the checkout is sent again, the first time. */
  CHECKOUT_STEP_TIMEOUT_SECONDS: z.coerce.number().positive().max(3600).default(10),
  /** What the data that buyers are recognised by is hashed with; another key forgets all of them. */
  BUYER_SIGNALS_KEY: key,
  /** For how long staff can look at a payment that the rules of risk want them to see. */
  CHECKOUT_REVIEW_SECONDS: z.coerce
    .number()
    .int()
    .positive()
    .max(6 * 86_400)
    .default(86_400),
  /** For how long stock is set aside for an order. */
  CHECKOUT_RESERVATION_SECONDS: z.coerce.number().int().positive().max(86_400).default(900),
  /** The web shops that buyers may be led back to from the bank: `https://shop.example.com`, separated by commas. */
  CHECKOUT_RETURN_ORIGINS: list(isOrigin, 'expected origins such as https://shop.example.com'),
  /** The apps that they may be led back to, by their schemes: `com.example.shop`. */
  CHECKOUT_RETURN_SCHEMES: list(isAppScheme, 'expected schemes of apps such as com.example.shop'),
});

/** What the environment says. */
export type Config = z.infer<typeof configSchema>;
