import { baseConfigShape, shopConfigShape } from '@cartwright/process';
import { z } from 'zod';
import { policyKinds, readPolicies } from './shop/rules.ts';

const expectedKeys = 'expected keys of at least 16 characters, separated by commas';
const slugPath = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((path) => path || usual)
    .pipe(z.string().regex(/^\/[^\s{}]*\{slug\}[^\s{}]*$/, 'expected a path such as /products/{slug}'));
const signingKey = z.string().min(16, expectedKeys);

const notGiven = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** What has to be there where files are kept in a bucket. */
const bucketVariables = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const engineUrl = z
  .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'expected a URL that starts with https://' })])
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** What searches are answered by, and how that is reached. */
export const searchConfigShape = {
  /** PostgreSQL, or an engine that is fed from it and is stood in for by it. */
  SEARCH_ENGINE: z.enum(['postgres', 'opensearch', 'groonga']).default('postgres'),
  /** The address of OpenSearch: `https://name:password@search.example:9200`. */
  OPENSEARCH_URL: engineUrl,
  /** The address of Groonga's HTTP server: `http://search.example:10041`. */
  GROONGA_URL: engineUrl,
  /** What searches read there, and what the names of its indexes begin with: shops that share an engine have different ones. */
  SEARCH_ALIAS: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,99}$/, 'expected lower-case letters, digits and hyphens')
    .default('cartwright-products'),
  /** How long a search waits for that engine before PostgreSQL answers. */
  SEARCH_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000).default(1_000),
  /** The pause between two looks for what has changed: so late searches follow. */
  SEARCH_FEED_SECONDS: z.coerce.number().positive().max(3600).default(1),
  /** The pause between two writes of what was searched for: so much of it is lost with a process. */
  SEARCH_COUNT_SECONDS: z.coerce.number().positive().max(3600).default(30),
};

const shape = z.object({
  ...baseConfigShape,
  ...shopConfigShape,
  ...searchConfigShape,
  /** Where customers write to. */
  SHOP_EMAIL: z.union([z.literal(''), z.email()], 'expected an e-mail address').optional(),
  /** The pages of the shop's own rules: `PRIVACY=https://…,TERMS=https://…`. */
  SHOP_POLICIES: z
    .string()
    .optional()
    .transform((text, context) => {
      const policies = readPolicies(text);
      if (policies !== undefined) return policies;
      context.addIssue(`expected ${policyKinds.join(', ')}, each once, as TERMS=https://shop.example/terms`);
      return z.NEVER;
    }),
  /** The pause between two looks for reservations that have expired. */
  RESERVATION_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** The pause between two looks for products whose time to be published has come. */
  PUBLISH_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** The pause between two looks for sales that are to begin or to end. */
  PRICE_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** For how long a price that has ended is told to staff; the lowest of 30 days follows from it. */
  PRICE_HISTORY_DAYS: z.coerce.number().min(31).max(3650).default(180),
  /** The pause between two looks for products that are to be found by other names of their categories and attributes. */
  NAME_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** The pause between two looks for products that collections with rules are to have or not to have any more. */
  COLLECTION_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(1),
  /** The pause between two looks for products that promotions select or taxes are looked up by something else. */
  TRAIT_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(1),
  /** The pause between two looks for products whose brand has got another name. */
  BRAND_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(1),
  /** The pause between two looks for sales that are to be counted: so late what sells best and what is bought together follow orders. */
  SALES_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(30),
  /** For how long it is kept what somebody has looked at. */
  PRODUCT_VIEW_DAYS: z.coerce.number().min(1).max(3650).default(90),
  /** The pause between two looks for imports that nobody works on. */
  IMPORT_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  /** Where the page of a product is below `SHOP_URL`, of a category, a collection and a brand. */
  SHOP_PRODUCT_PATH: slugPath('/products/{slug}'),
  SHOP_CATEGORY_PATH: slugPath('/categories/{slug}'),
  SHOP_COLLECTION_PATH: slugPath('/collections/{slug}'),
  SHOP_BRAND_PATH: slugPath('/brands/{slug}'),
  /** What the addresses of pictures are signed with, the same for all replicas; the first signs, the others stay good. */
  MEDIA_SIGNING_KEYS: z
    .string(expectedKeys)
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.tuple([signingKey], signingKey)),
  /** Where uploaded files are kept: in MEDIA_DIR, or in a bucket of any storage that speaks S3. */
  MEDIA_STORAGE: z.enum(['disk', 's3']).default('disk'),
  /** On the disk: the same directory for all replicas; without it nothing can be uploaded. */
  MEDIA_DIR: z.string().min(1).optional(),
  /** The storage's address, as products and the browsers of staff alike reach it. */
  S3_ENDPOINT: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'expected a URL that starts with https://' }),
    ])
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: notGiven,
  S3_ACCESS_KEY_ID: notGiven,
  S3_SECRET_ACCESS_KEY: notGiven,
  /** Where pictures may be fetched from: `public` is what the internet reaches, over https; `any` the own network as well. */
  PICTURE_FETCH_TARGETS: z.enum(['public', 'any']).default('public'),
  /** The pause between two looks for uploads that were given up and files that nothing refers to. */
  MEDIA_SWEEP_SECONDS: z.coerce.number().positive().max(86_400).default(600),
  /** Where pictures are kept once they are made; without it each is made again when it is asked for. */
  MEDIA_CACHE_DIR: z.string().min(1).optional(),
  /** How much of them is kept. */
  MEDIA_CACHE_MEGABYTES: z.coerce.number().int().positive().default(512),
});

/** The variable that says where an engine beside the database is; null for the database. */
function addressOfEngine(engine: 'postgres' | 'opensearch' | 'groonga') {
  switch (engine) {
    case 'postgres':
      return null;
    case 'opensearch':
      return 'OPENSEARCH_URL';
    case 'groonga':
      return 'GROONGA_URL';
  }
}

/** The environment of products. */
export const configSchema = shape.superRefine((config, context) => {
  const address = addressOfEngine(config.SEARCH_ENGINE);
  if (address !== null && config[address] === undefined)
    context.addIssue({
      code: 'custom',
      path: [address],
      message: `expected with SEARCH_ENGINE=${config.SEARCH_ENGINE}`,
    });
  if (config.MEDIA_STORAGE !== 's3') return;
  for (const name of bucketVariables.filter((one) => !config[one]))
    context.addIssue({ code: 'custom', path: [name], message: 'expected with MEDIA_STORAGE=s3' });
});

/** The environment of products, read and checked. */
export type Config = z.infer<typeof configSchema>;
