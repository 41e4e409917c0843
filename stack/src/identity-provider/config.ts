import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** The environment of the sample's identity provider. */
export const configSchema = z.object({
  HOST: baseConfigShape.HOST,
  PORT: baseConfigShape.PORT.default(4009),
  LOG_LEVEL: baseConfigShape.LOG_LEVEL,
  /** Where browsers and accounts reach it. */
  ISSUER: z.url(),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
  /** Where it may send people back to, to the letter, separated by commas. */
  REDIRECT_URIS: z.string().transform((text) => text.split(',')),
});
