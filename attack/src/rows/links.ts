import { randomBytes, randomUUID } from 'node:crypto';
import type { Attack, Finding } from '../attack.ts';
import { mailedToken, mailsNow } from '../target/mails.ts';
import { must, newCustomer, password } from '../target/people.ts';
import type { Target } from '../target/target.ts';
import { until } from '../target/until.ts';
import type { Visitor } from '../target/visitor.ts';

const newPassword = 'another horse battery staple';
const newAddress = (): string => `elsewhere-${randomUUID()}@example.com`;

/** What a mutation came to, by its type. */
async function outcomeOf(visitor: Visitor, mutation: string, input: object): Promise<string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { __typename } }`;
  return (await must<{ readonly __typename: string }>(visitor, query, { input })).__typename;
}

/** Held when these come to what they should, one after the other. */
function inOrder(got: readonly string[], wanted: readonly RegExp[]): Finding {
  const held = got.length === wanted.length && got.every((one, at) => wanted[at]?.test(one) === true);
  return { held, got: got.join(', then ') };
}

const success = /Success$/;
const invalid = /InvalidError$/;

/** Somebody who has confirmed their address: what others did before is not kept. */
async function confirmedCustomer(target: Target) {
  const customer = await newCustomer(target.newVisitor());
  const token = await mailedToken(target, customer.email, 'email-verification');
  await outcomeOf(customer, 'customerEmailVerify', { token });
  return customer;
}

async function resetToken(target: Target): Promise<string> {
  const { email } = await confirmedCustomer(target);
  await outcomeOf(target.newVisitor(), 'customerPasswordResetLinkSend', { email });
  return mailedToken(target, email, 'password-reset');
}

const used: readonly Attack[] = [
  {
    name: 'uses the link for a new password a second time',
    threat: 'API2',
    transport: 'mail',
    expected: 'once, and never again',
    run: async (target) => {
      const token = await resetToken(target);
      const reset = (next: string) =>
        outcomeOf(target.newVisitor(), 'customerPasswordReset', { token, newPassword: next });
      return inOrder([await reset(newPassword), await reset(`${newPassword}!`)], [success, invalid]);
    },
  },
  {
    name: 'uses one link for a new password many times at once',
    threat: 'API2',
    transport: 'mail',
    expected: 'once',
    run: async (target) => {
      const token = await resetToken(target);
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          outcomeOf(target.newVisitor(), 'customerPasswordReset', {
            token,
            newPassword: `${newPassword} ${at}`,
          }),
        ),
      );
      const done = outcomes.filter((one) => success.test(one)).length;
      return { held: done === 1, got: `${done} of ${outcomes.length}` };
    },
  },
  {
    name: "confirms an address with another's link, and a second time",
    threat: 'API2',
    transport: 'mail',
    expected: 'the owner, once',
    run: async (target) => {
      const owner = await newCustomer(target.newVisitor());
      const token = await mailedToken(target, owner.email, 'email-verification');
      const thief = await newCustomer(target.newVisitor());
      const got = [];
      for (const visitor of [thief, owner, owner])
        got.push(await outcomeOf(visitor, 'customerEmailVerify', { token }));
      return inOrder(got, [invalid, success, invalid]);
    },
  },
  {
    name: "changes an address with another's link, and takes it back twice",
    threat: 'API2',
    transport: 'mail',
    expected: 'each once, and for the owner',
    run: async (target) => {
      const owner = await confirmedCustomer(target);
      const newEmail = newAddress();
      await outcomeOf(owner, 'customerEmailChangeLinkSend', { newEmail, proof: { password } });
      const token = await mailedToken(target, newEmail, 'email-change');
      const thief = await newCustomer(target.newVisitor());
      const got = [];
      for (const visitor of [thief, owner, owner])
        got.push(await outcomeOf(visitor, 'customerEmailChange', { token }));
      const undo = await mailedToken(target, owner.email, 'email-change-undo');
      for (let time = 0; time < 2; time += 1)
        got.push(
          await outcomeOf(target.newVisitor(), 'customerEmailChangeUndo', { token: undo, newPassword }),
        );
      return inOrder(got, [invalid, success, invalid, success, invalid]);
    },
  },
  {
    name: 'makes up the tokens of links',
    threat: 'API2',
    transport: 'HTTP',
    expected: 'none works',
    run: async (target) => {
      const customer = await newCustomer(target.newVisitor());
      const got = [];
      for (const made of [randomBytes(32).toString('base64url'), '', '%', "' OR 1=1 --", 'null']) {
        const token = made;
        got.push(await outcomeOf(customer, 'customerEmailVerify', { token }));
        got.push(await outcomeOf(customer, 'customerPasswordReset', { token, newPassword }));
      }
      const through = got.filter((one) => success.test(one));
      return { held: through.length === 0, got: [...new Set(got)].join(', ') };
    },
  },
];

const mostLinks = 3;
const mostMails = 5;

const flooding: readonly Attack[] = [
  {
    name: "has links for a new password mailed to somebody's mailbox without end",
    threat: 'API6',
    transport: 'mail',
    expected: 'three links',
    run: async (target) => {
      const { email } = await newCustomer(target.newVisitor());
      const network = target.newNetwork();
      for (let at = 1; at <= 8; at += 1)
        await network(at).ask(
          `mutation { customerPasswordResetLinkSend(input: { email: "${email}" }) { __typename } }`,
        );
      await mailedToken(target, email, 'password-reset');
      await until(
        () => mailsNow(target, email).length,
        (mails) => mails > mostLinks + 2,
        3_000,
      );
      const links = mailsNow(target, email).filter((mail) => mail.includes('password-reset')).length;
      return { held: links > 0 && links <= mostLinks, got: `${links} links` };
    },
  },
  {
    name: "fills somebody's mailbox under many spellings of its address",
    threat: 'API6',
    transport: 'mail',
    expected: 'five links an hour',
    run: async (target) => {
      const box = `box-${randomUUID()}`;
      for (let at = 0; at < 10; at += 1) await newCustomer(target.newVisitor(), `${box}+${at}@example.com`);
      await until(
        () => mailsNow(target, box).length,
        (mails) => mails > mostMails,
        3_000,
      );
      const mails = mailsNow(target, box).length;
      return { held: mails > 0 && mails <= mostMails, got: `${mails} mails` };
    },
  },
];

/** What comes by mail: links that work once and for one person, and not too many of them. */
export const linkAttacks: readonly Attack[] = [...used, ...flooding];
