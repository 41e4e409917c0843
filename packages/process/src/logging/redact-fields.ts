import { stdSerializers } from 'pino';

/** What stands in a line for what must not. */
export const censored = '[redacted]';

/** The fields that hold secrets, or what is said of persons, by lower-case name. */
export const secretNames: ReadonlySet<string> = new Set([
  ...[
    'authorization',
    'cookie',
    'set-cookie',
    'password',
    'newpassword',
    'currentpassword',
    'secret',
    'signature',
  ],
  ...['token', 'accesstoken', 'refreshtoken', 'idtoken', 'simulator-signature', 'apikey', 'otp', 'totp'],
  ...[
    'email',
    'newemail',
    'recipient',
    'recipients',
    'to',
    'firstname',
    'lastname',
    'fullname',
    'company',
    'phone',
  ],
  ...[
    'line1',
    'line2',
    'city',
    'postalcode',
    'address',
    'shippingaddress',
    'billingaddress',
    'vatid',
    'carrier',
  ],
  ...[
    'trackingnumber',
    'trackingurl',
    'variables',
    'parameters',
    'input',
    'body',
    'html',
    'subject',
    'envelope',
  ],
  // PostgreSQL's errors: what they say of a row holds its values.
  ...['detail', 'hint', 'where', 'internalquery', 'query'],
]);
const addressNames: ReadonlySet<string> = new Set([
  'url',
  'path',
  'href',
  'location',
  'referer',
  'returnurl',
]);
/** Deeper than anything that is logged on purpose. */
const maxDepth = 8;

/** Fields of a log line without secrets and personal data, by their names at any depth; addresses without their query. */
export function redactFields(fields: object): Record<string, unknown> {
  return redactEntries(fields, maxDepth);
}

function redactEntries(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, redactField(name.toLowerCase(), value, depth)]),
  );
}

function redactField(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (secretNames.has(name)) return censored;
  if (typeof value === 'string')
    return addressNames.has(name) ? value.replace(/\?.*$/s, `?${censored}`) : value;
  return redactValue(value, depth - 1);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth <= 0) return censored;
  if (value instanceof Error) return redactEntries(stdSerializers.err(value), depth);
  if (Array.isArray(value)) return value.map((item) => redactField('', item, depth));
  return hasOwnForm(value) ? value : redactEntries(value, depth);
}

/** A Date or a URL, which JSON writes in a way of its own. */
function hasOwnForm(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
