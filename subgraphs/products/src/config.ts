import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

const expectedKeys = 'expected keys of at least 16 characters, separated by commas';
const signingKey = z.string().min(16, expectedKeys);

/** The environment of products. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The pause between two looks for reservations that have expired. */
  RESERVATION_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** The pause between two looks for products whose time to be published has come. */
  PUBLISH_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** What the addresses of pictures are signed with, the same for all replicas; the first signs, the others stay good. */
  MEDIA_SIGNING_KEYS: z
    .string(expectedKeys)
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.tuple([signingKey], signingKey)),
  /** Where uploaded files are kept, the same directory for all replicas; without it nothing can be uploaded. */
  MEDIA_DIR: z.string().min(1).optional(),
  /** The pause between two looks for uploads that were given up and files that nothing refers to. */
  MEDIA_SWEEP_SECONDS: z.coerce.number().positive().max(86_400).default(600),
  /** Where pictures are kept once they are made; without it each is made again when it is asked for. */
  MEDIA_CACHE_DIR: z.string().min(1).optional(),
  /** How much of them is kept. */
  MEDIA_CACHE_MEGABYTES: z.coerce.number().int().positive().default(512),
});

/** The environment of products, read and checked. */
export type Config = z.infer<typeof configSchema>;
