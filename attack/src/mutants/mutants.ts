import { accountMutants } from './account-mutants.ts';
import type { CodeMutant, Mutant } from './mutant.ts';
import { saleMutants } from './sale-mutants.ts';
import { settingMutants } from './setting-mutants.ts';
import { surfaceMutants } from './surface-mutants.ts';
import { transportMutants } from './transport-mutants.ts';

const gateway = ['gateway'];
const viewer = 'packages/identity/src/viewer.ts';
const documentSize = 'gateway/src/limits/check-document-size.ts';

/** Who may do what. */
const accessMutants: readonly CodeMutant[] = [
  {
    name: 'everybody sees what belongs to somebody',
    parts: ['orders'],
    file: viewer,
    replace: 'return viewer !== null && ownerIds(viewer).includes(ownerId);',
    by: 'return viewer !== null && ownerIds(viewer).length > 0 && ownerId.length > 0;',
    noticedBy: ["reads another's: an order by its id"],
  },
  {
    name: 'everybody has every permission',
    parts: ['products', 'orders'],
    file: viewer,
    replace: 'return viewer !== null && viewer.permissions.includes(permission);',
    by: 'return viewer !== null && permission.length > 0;',
    noticedBy: [
      'as nobody, guest and customer: sets a price',
      'approves a payment that waits for staff, as its buyer and as support',
    ],
  },
  {
    name: 'tokens are read and not verified',
    parts: ['gateway', 'orders'],
    file: 'packages/identity/src/token-verifier.ts',
    replace: 'const { payload } = await jwtVerify(token, getKey, {',
    by: "const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()); void ({",
    noticedBy: ['sends a staff token signed with a key of their own'],
  },
  {
    name: 'a session that has ended goes on',
    parts: ['gateway', 'accounts'],
    file: 'packages/identity/src/token-verifier.ts',
    replace: "return endedSessions.has(viewer.sessionId) ? nobody('REVOKED') : { viewer };",
    by: 'return { viewer };',
    noticedBy: ['uses an access token after its owner has logged out'],
  },
];

/** What requests between services prove. */
const signatureMutants: readonly CodeMutant[] = [
  {
    name: 'subgraphs answer whoever asks',
    parts: ['products'],
    file: 'packages/identity/src/signing/require-signature.ts',
    replace: "if (verdict === 'valid') return undefined;",
    by: 'if (verdict.length > 0) return undefined;',
    noticedBy: ['asks the subgraphs without a signature', 'asks the subgraphs with the key of another'],
  },
  {
    name: 'a signature is good for more than one request',
    parts: ['products'],
    file: 'packages/identity/src/signing/verify-requests.ts',
    replace: "return seen.take(read.nonce, nowMs) ? 'valid' : 'replayed';",
    by: "return 'valid';",
    noticedBy: ['sends a signed request a second time'],
  },
  {
    name: 'webhooks may be signed with anything',
    parts: ['payments'],
    file: 'packages/identity/src/webhook-signature.ts',
    replace:
      "if (!expected.some((one) => sent.some((hex) => timingSafeEqual(one, Buffer.from(hex, 'hex')))))",
    by: "if (expected.length < 0 && timingSafeEqual(Buffer.from(sent[0] ?? ''), Buffer.from('')))",
    noticedBy: ['reports a payment signed with another secret'],
  },
  {
    name: 'webhooks may be old',
    parts: ['payments'],
    file: 'packages/identity/src/webhook-signature.ts',
    replace: "return ageSeconds <= maxAgeSeconds && ageSeconds >= -clockSkewSeconds ? 'valid' : 'stale';",
    by: "return ageSeconds <= maxAgeSeconds * 1_000 && ageSeconds >= -clockSkewSeconds ? 'valid' : 'stale';",
    noticedBy: ['reports a payment signed six minutes ago'],
  },
];

/** What a document may be. */
const documentMutants: readonly CodeMutant[] = [
  {
    name: 'expanded selections are not counted',
    parts: gateway,
    file: documentSize,
    replace: "exceeded('selections', selections, limits.maxSelections) ??",
    by: '',
    noticedBy: [
      'sends fragments that each spread all later ones over HTTP',
      'sends the same field again and again over HTTP',
      'sends the same field again and again over WebSocket',
    ],
  },
  {
    name: 'aliases are not counted',
    parts: gateway,
    file: documentSize,
    replace: "exceeded('aliases', aliases, limits.maxAliases) ??",
    by: '',
    noticedBy: ['sends hundreds of aliases over HTTP'],
  },
  {
    name: 'nesting is not limited',
    parts: gateway,
    file: documentSize,
    replace: "exceeded('depth', depth, limits.maxDepth) ??",
    by: '',
    noticedBy: ['sends deep nesting over HTTP'],
  },
  {
    name: 'mutations in one request are not limited',
    parts: gateway,
    file: documentSize,
    replace: "exceeded('root mutations', rootMutations, limits.maxRootMutations) ??",
    by: '',
    noticedBy: ['sends many orders in one go over HTTP', 'sends many orders in one go over WebSocket'],
  },
  {
    name: 'pages may be as large as they like',
    parts: ['gateway', 'products'],
    file: 'gateway/src/limits/check-operation-cost.ts',
    replace: "exceeded('page size', largestPage, limits.maxPageSize) ??",
    by: '',
    behind: [
      {
        name: 'pages of a subgraph may be, too',
        file: 'packages/graph/src/connection.ts',
        replace: 'const maxSize = 100;',
        by: 'const maxSize = 1_000_000;',
      },
    ],
    noticedBy: ['sends a page of five thousand over HTTP'],
  },
  {
    name: 'words of a document are not counted',
    parts: gateway,
    file: 'gateway/src/pipeline/prepared-documents.ts',
    replace: 'return parse(query, { maxTokens: this.#limits.maxTokens });',
    by: 'return parse(query);',
    noticedBy: ['sends more words than are read'],
  },
  {
    name: 'every error of a request is told',
    parts: gateway,
    file: 'gateway/src/pipeline/request-errors.ts',
    replace: 'export const maxRequestErrors = 5;',
    by: 'export const maxRequestErrors = 100;',
    noticedBy: ['asks for hundreds of fields that there are not'],
  },
  {
    name: 'errors suggest names of the schema',
    parts: gateway,
    file: 'gateway/src/pipeline/format-answer.ts',
    replace:
      'return suggestions ? formatted : { ...formatted, message: withoutSuggestions(formatted.message) };',
    by: 'return suggestions ? formatted : { ...formatted, message: withoutSuggestions && formatted.message };',
    noticedBy: ['learns names of the schema from suggestions'],
  },
  {
    name: 'mutations go by GET',
    parts: gateway,
    file: 'gateway/src/pipeline/admit-operation.ts',
    replace: 'return isFitting ? undefined : methodNotAllowed(type);',
    by: 'return isFitting || type === OperationTypeNode.MUTATION ? undefined : methodNotAllowed(type);',
    noticedBy: ['sends a mutation by GET'],
  },
  {
    name: 'pages for developers are open in production',
    parts: gateway,
    file: 'gateway/src/config.ts',
    replace: "forDevelopers: env.NODE_ENV !== 'production',",
    by: 'forDevelopers: true,',
    noticedBy: ['looks for pages that are for developers'],
  },
];

/** Every guard that can be switched off. */
export const mutants: readonly Mutant[] = [
  ...accessMutants,
  ...signatureMutants,
  ...documentMutants,
  ...surfaceMutants,
  ...accountMutants,
  ...saleMutants,
  ...transportMutants,
  ...settingMutants,
];
