import type { FieldPolicy, TypePolicies, TypePolicy } from '@apollo/client';
import { cacheFacts } from '../generated/cache-facts.ts';
import { connectionPolicy } from './connection-policy.ts';
import { searchPolicy } from './search-policy.ts';

/** Objects whose fields say nothing without each other: a new one replaces the old one as a whole. */
const indivisible = new Set(['Money']);

/** How Apollo Client's cache is to keep the objects of a store: what identifies them, and how pages become one list. */
export function typePolicies(): TypePolicies {
  const { keys, connections, searches, lists } = cacheFacts;
  const policies: TypePolicies = {};
  for (const [type, key] of Object.entries(keys))
    policies[type] = key === null ? embedded(type) : { keyFields: [key] };
  for (const [type, fields] of Object.entries(lists)) {
    for (const field of fields) add(policies, [type, field], { merge: false });
  }
  for (const [type, fields] of Object.entries(connections)) {
    for (const [field, args] of Object.entries(fields)) add(policies, [type, field], connectionPolicy(args));
  }
  for (const [field, facts] of Object.entries(searches)) add(policies, ['Query', field], searchPolicy(facts));
  return policies;
}

/** An object that belongs to the one that holds it. */
function embedded(type: string): TypePolicy {
  return { keyFields: false, merge: !indivisible.has(type) };
}

function add(policies: TypePolicies, [type, field]: [string, string], policy: FieldPolicy): void {
  const before = policies[type] ?? {};
  policies[type] = { ...before, fields: { ...before.fields, [field]: policy } };
}
