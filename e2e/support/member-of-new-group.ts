import { randomUUID } from 'node:crypto';
import { graphqlClient, type GraphqlClient } from './graphql-client.ts';
import { mutate } from './mutate.ts';
import { guest, register, shopperPassword, signIn } from './shopper.ts';

/** A customer who is in a group of their own, and has signed in since. */
export async function memberOfNewGroup(
  graphqlUrl: string,
  staff: GraphqlClient,
): Promise<{ member: GraphqlClient; groupId: string }> {
  const email = `trader-${randomUUID()}@example.com`;
  const customer = await register(await guest(graphqlUrl), email);
  const { me } = await customer.ask<{ me: { id: string } }>('{ me { id } }');
  const { group } = await mutate<{ group: { id: string } }>(staff, {
    name: 'customerGroupCreate',
    input: { name: `trade ${randomUUID()}` },
    select: '__typename ... on CustomerGroupSuccess { group { id } }',
  });
  await mutate(staff, {
    name: 'customerGroupMembersAdd',
    input: { groupId: group.id, customerIds: [me.id] },
    select: '__typename',
  });
  return { member: await signIn(graphqlClient(graphqlUrl), email, shopperPassword), groupId: group.id };
}
