import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { guest, register, signIn } from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');

it('a customer who has forgotten the password chooses another by the mailed link, and is signed out elsewhere', async () => {
  const email = `forgetful-${Date.now()}@example.com`;
  const elsewhere = await register(await guest(graphqlUrl), email);
  const visitor = graphqlClient(graphqlUrl);
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-host': 'evil.example' },
    body: JSON.stringify({
      query: `mutation { customerPasswordResetLinkSend(input: { email: "${email}" }) { __typename } }`,
    }),
  });
  expect(await response.json()).toEqual({
    data: { customerPasswordResetLinkSend: { __typename: 'CustomerPasswordResetLinkSendSuccess' } },
  });
  const { text } = await mailTo(mailboxUrl, email, 'new password');
  expect(text).not.toContain('evil.example');
  const token = /\/password-reset\?token=([\w-]+)/.exec(text)?.[1] ?? '';
  const password = 'a new horse battery staple';
  const { customerPasswordReset } = await visitor.ask<{ customerPasswordReset: { __typename: string } }>(
    `mutation ($input: CustomerPasswordResetInput!) { customerPasswordReset(input: $input) { __typename } }`,
    { input: { token, newPassword: password } },
  );
  expect(customerPasswordReset.__typename).toBe('CustomerPasswordResetSuccess');
  const { errors } = await elsewhere.send('{ me { id } }');
  expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
  const customer = await signIn(visitor, email, password);
  expect(await customer.ask('{ me { email sessions { isCurrent } } }')).toEqual({
    me: { email, sessions: [{ isCurrent: true }] },
  });
});
