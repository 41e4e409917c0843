import { sampleLogins } from '@cartwright/sample-data';
import { dataDirectory } from './commands/data-directory.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { existingSecrets, staffCode } from './secrets.ts';

/** `npm run staff:code`: what the sample's staff sign in with now, in the store of `npm start -- --production`. */
async function tell(): Promise<void> {
  const { sampleStaff } = existingSecrets(dataDirectory(process.env, 'production'));
  const code = await staffCode(sampleStaff);
  const staff = sampleLogins.filter(({ role }) => role === 'STAFF');
  console.log(`E-mail    ${staff.map(({ email }) => email).join(' or ')}`);
  console.log(`Password  ${sampleStaff.password}`);
  console.log(`Code      ${code}  (a new one every 30 seconds; each is taken once)`);
}

try {
  await tell();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
