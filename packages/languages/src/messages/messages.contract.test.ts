import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { hasMessage } from '../mod.ts';

const root = new URL('../../../../', import.meta.url).pathname;

/** Where sentences are made that buyers are told; what only staff and merchants' programs are told stays English. */
const sources = [
  'packages/{errors,idempotency,input,metafields}/src/**/*.ts',
  'packages/graph/src/{card-door,connection,countries,cursor,money-value,text-door}.ts',
  'packages/identity/src/{token-fault,viewer}.ts',
  'subgraphs/carts/src/**/*.ts',
  'subgraphs/orders/src/{checkout,following,history,lookup,order,payment-methods,placing}/**/*.ts',
  'subgraphs/payments/src/{charging,provider}/**/*.ts',
  'subgraphs/notifications/src/alerts/**/*.ts',
  'subgraphs/products/src/{listing,recommendations,reviews,search}/{resolvers.ts,rules/**,use-cases/**}',
  'subgraphs/accounts/src/{address-book,data-requests,email,identity-providers,passkeys,passwords,registration,second-factors,sessions,users}/**/*.ts',
];
const left =
  /\.test\.|\.suite\.|\/generated\/|seed|\/testing\/|\/repository|-routes\.ts|carts\/src\/(?:promotions|taxes)\/|rules\/settings|picked-input/u;

/** Of programs, and of what no client is told. */
const notTold = new Set([
  'refresh the guest’s session and sign in again with its new token.',
  'Ended sessions could not be read.',
]);

/** The sentences of a file, with `{}` where something is filled in. */
function sentencesOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && /^(?:[A-Z{].*|\w+ .*) .*[.!?]$/su.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(`${root}${file}`, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

it('what buyers are told is in the catalogue', () => {
  const files = globSync(sources, { cwd: root }).filter((file) => file.endsWith('.ts') && !left.test(file));
  expect(files.length).toBeGreaterThan(100);
  const missing = files.flatMap((file) =>
    sentencesOf(file)
      .filter((sentence) => !notTold.has(sentence) && !hasMessage(sentence, 'de'))
      .map((sentence) => `${file}: ${sentence}`),
  );
  expect(missing).toEqual([]);
});
