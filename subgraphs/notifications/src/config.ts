import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of notifications. */
export const configSchema = z.object({
  ...baseConfigShape,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected a URL that starts with smtp:// or smtps://' }),
  MAIL_FROM: z.string().min(3),
});

/** The environment of notifications. */
export type Config = z.infer<typeof configSchema>;
