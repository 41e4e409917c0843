import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** The environment of the mailbox. */
export const configSchema = z.object({
  NODE_ENV: baseConfigShape.NODE_ENV,
  HOST: baseConfigShape.HOST,
  PORT: baseConfigShape.PORT.default(4008),
  LOG_LEVEL: baseConfigShape.LOG_LEVEL,
  SMTP_PORT: baseConfigShape.PORT.default(4025),
  MAIL_DIR: z.string().min(1).default('.data/mail'),
  /** The store's own address, where the pictures of mails come from. */
  PUBLIC_URL: baseConfigShape.PUBLIC_URL.optional(),
});
